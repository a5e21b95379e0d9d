import { type ComponentType, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { isUsed, onFirstUse, partFetches } from './first-use.ts';
import { holdPresses, putBack, takeAlong } from './written-part.ts';

export interface WhenUsedProps {
  /** What the server wrote the part from: as soon as this is another one, it is drawn afresh. */
  from: unknown;
  /** It cannot be seen now: neither a touch nor news of the plan fetch its code. */
  asleep?: boolean;
}

/**
 * A part of the page that stands as the server wrote it until somebody begins to use the page: its code comes then.
 * Its links, forms and folds work meanwhile as they do without JavaScript; what was typed, opened and pressed before
 * the code was here is kept. `Suspense` will not do: in React 18 any news from above throws the written part away.
 * `fetchPart` imports a module that does not import the caller's; `atOnce` says where the part is awaited first.
 */
export async function whenUsed<Props extends object>(
  fetchPart: () => Promise<ComponentType<Props>>,
  atOnce: () => boolean = isUsed,
): Promise<ComponentType<Props & WhenUsedProps>> {
  let known: ComponentType<Props> | null = import.meta.env.SSR
    ? await fetchPart()
    : atOnce()
      ? await Promise.race([fetchPart(), later()]).catch(() => null)
      : null;

  // For when there is no connection. On the server nobody asks for them.
  partFetches.add(fetchPart);

  return function WhenUsed({ from, asleep = false, ...rest }: Props & WhenUsedProps) {
    // What is left are the part's own; TypeScript cannot tell that of a type it does not know.
    const props = rest as unknown as Props;
    const [Part, setPart] = useState(() => known);
    const host = useRef<HTMLDivElement>(null);
    const writtenFrom = useRef(from);
    const isStale = writtenFrom.current !== from;

    useEffect(() => {
      const written = host.current;
      if (Part || asleep || !written) return;
      let gone = false;
      const presses = holdPresses(written);
      const fetchNow = async () => {
        try {
          const part = await fetchPart();
          known = part;
          await presses.lifted();
          if (gone) return;
          // In one go, effects and all: a key pressed an instant earlier is taken along, one pressed later is the part's.
          const doings = takeAlong(written, presses.pressed());
          flushSync(() => setPart(() => part));
          // Not in an effect, where React would answer each event only after the last: words put back would not be in
          // their field yet when the button that sends them is pressed.
          if (host.current) putBack(host.current, doings);
        } catch {
          // As after an update of the server: the part goes on as it does without JavaScript.
          presses.release();
        }
      };
      // Without anything written the page was not begun here.
      const forget = onFirstUse(fetchNow);
      if (isStale || isUsed() || written.childElementCount === 0) void fetchNow();
      return () => {
        gone = true;
        forget();
        presses.stop();
      };
    }, [Part, asleep, isStale]);

    // Another key, so that what the server wrote is replaced and not added to.
    if (Part)
      return (
        <div key="alive" ref={host} style={contents}>
          <Part {...props} />
        </div>
      );
    return <div key="written" ref={host} style={contents} suppressHydrationWarning {...asWritten} />;
  };
}

const contents = { display: 'contents' };

/** Nothing is set: it has React leave alone what stands there. */
const asWritten = { dangerouslySetInnerHTML: { __html: '' } };

/** Longer than this a page does not wait to answer to taps for what it could also draw afterwards. */
const PATIENCE_MS = 2_000;

const later = (): Promise<null> => new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, null));
