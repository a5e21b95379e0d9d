import { useLocation } from '@remix-run/react';
import { Fragment, useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { initials } from '#app/domain/initials.ts';
import { personOf } from '#app/domain/plan.ts';
import { firstName } from '#app/domain/plan-words.ts';
import { useEditing } from '#app/live/editing.ts';
import type { HereStore } from '#app/live/here.ts';
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx';
import { AvatarStack } from './avatar-stack.tsx';
import styles from './here-now.module.css';
import { barsIn, byFocus, drawnAt, hereSentence, namedFaces, type PersonHere } from './here-words.ts';

/** Who comes back within it is not announced again. */
const ANNOUNCED_FOR_MS = 5 * 60_000;

/** Who else has the plan open, in its bar, and at what they are editing right now. It moves nothing that is there. */
export function HereNow({ here }: { here: HereStore }) {
  const { plan } = useEditing();
  const { pathname, search } = useLocation();
  const { people, isOutdated } = useSyncExternalStore(here.subscribe, here.state, here.state);
  const known = people.flatMap(({ personId, at }): PersonHere[] => {
    const person = personOf(plan, personId);
    return person ? [{ id: personId, name: person.name, side: person.side, at }] : [];
  });
  const said = useArrivals(known);
  const bars = usePlaces(() => barsIn(document));
  const groups = byFocus(known);
  return (
    <>
      {bars.map((bar, index) =>
        createPortal(
          <>
            {known.length > 0 && (
              <span className={styles.faces} title={hereSentence(known)}>
                <AvatarStack
                  people={namedFaces(known, initials)}
                  size="xs"
                  max={3}
                  label={hereSentence(known)}
                />
              </span>
            )}
            {isOutdated && (
              <a className={styles.newer} href={`${pathname}${search}`}>
                Load the new version
              </a>
            )}
          </>,
          bar,
          String(index),
        ),
      )}
      {groups.map(({ key, focus, people: editing }) => (
        <Marks key={key} places={() => drawnAt(document, focus)} people={editing} />
      ))}
      <div role="status">
        <VisuallyHidden>{said}</VisuallyHidden>
      </div>
    </>
  );
}

function Marks({ places, people }: { places: () => Element[]; people: readonly PersonHere[] }) {
  const found = usePlaces(places);
  const [first] = people;
  if (!first) return null;
  const names = people.map(({ name }) => firstName(name));
  const words = `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} editing this`;
  return (
    <>
      {found.map((place, index) => (
        <Fragment key={placeKey(place, index)}>
          {createPortal(
            <span className={styles.mark} data-editing="" data-side={first.side}>
              {words}
            </span>,
            place,
          )}
        </Fragment>
      ))}
    </>
  );
}

const placeKey = (place: Element, index: number) => `${place.id} ${index}`;

/** Whoever draws into the page looks again when something in it comes or goes: once a frame, by one watch for all. */
const looking = new Set<() => void>();
let watch: MutationObserver | null = null;
let asked = 0;

function onPageChange(look: () => void): () => void {
  looking.add(look);
  watch ??= new MutationObserver(() => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => {
      for (const each of looking) each();
    });
  });
  if (looking.size === 1) watch.observe(document.body, { childList: true, subtree: true });
  return () => {
    looking.delete(look);
    if (looking.size === 0) watch?.disconnect();
  };
}

/** Where to draw it now: rows come and go as people open, fold and move things. */
function usePlaces(find: () => Element[]): Element[] {
  const [places, setPlaces] = useState<Element[]>([]);
  const latest = useRef(find);
  latest.current = find;
  const look = useCallback(() => {
    const now = latest.current();
    setPlaces((before) =>
      before.length === now.length && before.every((each, index) => each === now[index]) ? before : now,
    );
  }, []);
  // Somebody else may be somewhere else by now.
  useEffect(look);
  useEffect(() => onPageChange(look), [look]);
  return places;
}

/** Said once when somebody comes, and not at everything they do. */
function useArrivals(known: readonly PersonHere[]): string {
  const [said, say] = useState('');
  const [announced] = useState(() => new Map<string, number>());
  const ids = known.map(({ id }) => id).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: only who is here counts, not what they do.
  useEffect(() => {
    const now = performance.now();
    const fresh = known.filter(
      ({ id }) => now - (announced.get(id) ?? -ANNOUNCED_FOR_MS) >= ANNOUNCED_FOR_MS,
    );
    for (const { id } of known) announced.set(id, now);
    if (fresh.length > 0) say(`${hereSentence(fresh)}.`);
    else if (known.length === 0) say('');
  }, [ids]);
  return said;
}
