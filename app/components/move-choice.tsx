import { type MouseEvent, useEffect, useRef } from 'react';
import { type Asked, choiceBefore } from '#app/domain/schedule/before-move.ts';
import { useEditing } from '#app/live/editing.ts';
import { newCommandId } from '#app/live/new-id.ts';
import { Button } from '#app/ui/button.tsx';
import styles from './move-choice.module.css';
import { type MoveWay, moveWords } from './move-words.ts';
import type { TroubleCardProps } from './trouble-card.ts';
import { WhatElseMoves } from './what-else-moves.tsx';

/** Beneath days that others cannot keep theirs with: what would move, by the plan as it is now, and who chooses. */
export function MoveChoice({ form, trouble: { envelope }, forget, onDone }: TroubleCardProps) {
  const { plan, actor, today, send } = useEditing();
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => comeTo(host.current), []);
  const before = choiceBefore(plan, envelope as unknown as Asked, actor, today);
  const words = moveWords(plan, envelope, before, { side: actor.side, today });
  const go = async ({ sent }: MoveWay) => {
    forget();
    const reply = await send(form, { ...envelope, ...sent, id: newCommandId() }, { chosen: true });
    if (reply.kind === 'ok' || reply.kind === 'waiting') onDone?.();
  };
  const keep = ({ currentTarget }: MouseEvent<HTMLButtonElement>) => {
    const fields = currentTarget.form;
    forget();
    // Once the field has its old day again, or what it stands in has closed.
    afterDrawing(() => {
      fields?.reset();
      const field =
        fields?.querySelector<HTMLElement>('input:not([type=hidden])') ?? fields?.querySelector('button');
      const isOpen = field?.offsetParent != null;
      (isOpen ? field : fields?.closest('details')?.querySelector('summary'))?.focus();
    });
  };
  return (
    <div ref={host} className={styles.choice}>
      <p>{words.lead}</p>
      <WhatElseMoves words={words} />
      <div className={styles.ways}>
        {words.ways.map((way) => (
          <Button key={way.label} type="button" onClick={() => void go(way)}>
            {way.label}
          </Button>
        ))}
        <Button type="button" look="bare" onClick={keep}>
          {words.keep}
        </Button>
      </div>
    </div>
  );
}

/** To the first way on, for who came by keys; not away from somebody who is writing elsewhere by now. */
function comeTo(host: HTMLElement | null): void {
  const go = () => {
    const at = document.activeElement;
    const writes = at instanceof HTMLElement && at.matches('input, select, textarea, [contenteditable]');
    if (writes && !host?.closest('form')?.contains(at)) return;
    host?.querySelector('button')?.focus({ preventScroll: true });
    host?.scrollIntoView({ block: 'nearest' });
  };
  // Behind whatever gives the focus back to the row that was edited.
  afterDrawing(go);
}

const afterDrawing = (go: () => void) => requestAnimationFrame(() => requestAnimationFrame(go));
