/**
 * The keys of the plan, in one table: what binds them and what the key sheet lists. A key alone (a letter or a
 * sign) can be switched off, for those who talk to their computer or press by accident.
 */
import type { Step } from '#app/domain/plan.ts';

/** What a key may do on the plan's page. */
export interface KeyDesk {
  canEdit: boolean;
  /** The step whose row has the focus. */
  step: Step | null;
  /** Along the rows that can be seen; from nowhere to the first one. */
  go(by: 1 | -1): void;
  edit(): void;
  show(): void;
  addBelow(): void;
  move(by: 1 | -1): void;
  tick(): void;
  showKeys(): void;
  showCommands: (() => void) | null;
}

export interface Stroke {
  /** As `KeyboardEvent.key`, letters small. */
  key: string;
  /** Ctrl, on a Mac Cmd. */
  mod?: true;
  alt?: true;
  shift?: true;
}

export interface KeyAct {
  words: string;
  strokes: readonly Stroke[];
  group: 'Along the plan' | 'On a step' | 'While writing' | 'Everywhere';
  /** On the name of a step, or anywhere nothing is typed. */
  on: 'step' | 'page';
  /** Left out where the reader cannot: only reading, or not theirs. */
  can?(desk: KeyDesk): boolean;
  /** Without it the fields themselves know the key, or every page of the plan does. */
  run?(desk: KeyDesk): void;
}

const edits = (desk: KeyDesk) => desk.canEdit;

export const keyTable: readonly KeyAct[] = [
  {
    group: 'Along the plan',
    words: 'The next step',
    strokes: [{ key: 'ArrowDown' }, { key: 'j' }],
    on: 'step',
    run: (desk) => desk.go(1),
  },
  {
    group: 'Along the plan',
    words: 'The step above',
    strokes: [{ key: 'ArrowUp' }, { key: 'k' }],
    on: 'step',
    run: (desk) => desk.go(-1),
  },
  {
    group: 'Along the plan',
    words: 'Open the step beside the plan',
    strokes: [{ key: 'ArrowRight' }, { key: 'o' }],
    on: 'step',
    run: (desk) => desk.show(),
  },
  { group: 'Along the plan', words: 'Close it again', strokes: [{ key: 'Escape' }], on: 'page' },
  {
    group: 'On a step',
    words: 'Change its name',
    strokes: [{ key: 'Enter' }],
    on: 'step',
    can: edits,
    run: (desk) => desk.edit(),
  },
  {
    group: 'On a step',
    words: 'A new step below',
    strokes: [{ key: 'n' }],
    on: 'page',
    can: edits,
    run: (desk) => desk.addBelow(),
  },
  {
    group: 'On a step',
    words: 'Done, or open again',
    strokes: [{ key: 'x' }],
    on: 'step',
    can: edits,
    run: (desk) => desk.tick(),
  },
  {
    group: 'On a step',
    words: 'Move it up',
    strokes: [{ key: 'ArrowUp', alt: true }],
    on: 'step',
    can: edits,
    run: (desk) => desk.move(-1),
  },
  {
    group: 'On a step',
    words: 'Move it down',
    strokes: [{ key: 'ArrowDown', alt: true }],
    on: 'step',
    can: edits,
    run: (desk) => desk.move(1),
  },
  {
    group: 'While writing',
    words: 'Save, and a new step below',
    strokes: [{ key: 'Enter' }],
    on: 'step',
    can: edits,
  },
  {
    group: 'While writing',
    words: 'On to who does it, then the day',
    strokes: [{ key: 'Tab' }],
    on: 'step',
    can: edits,
  },
  {
    group: 'While writing',
    words: 'Leave it as it was',
    strokes: [{ key: 'Escape' }],
    on: 'step',
    can: edits,
  },
  {
    group: 'While writing',
    words: 'Take an empty new step away',
    strokes: [{ key: 'Backspace' }, { key: 'Delete' }],
    on: 'step',
    can: edits,
  },
  {
    group: 'Everywhere',
    words: 'Take back what you did last',
    strokes: [{ key: 'z', mod: true }],
    on: 'page',
    can: edits,
  },
  {
    group: 'Everywhere',
    words: 'Do it again',
    strokes: [
      { key: 'z', mod: true, shift: true },
      { key: 'y', mod: true },
    ],
    on: 'page',
    can: edits,
  },
  {
    group: 'Everywhere',
    words: 'Go anywhere, do anything',
    strokes: [{ key: 'k', mod: true }],
    on: 'page',
    can: (desk) => desk.showCommands !== null,
    run: (desk) => desk.showCommands?.(),
  },
  {
    group: 'Everywhere',
    words: 'These keys',
    strokes: [{ key: '?' }],
    on: 'page',
    run: (desk) => desk.showKeys(),
  },
];

/** A letter or a sign on its own. */
export const isSingle = ({ key, mod, alt }: Stroke): boolean => key.length === 1 && !mod && !alt;

export type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

function matches(stroke: Stroke, event: Pressed): boolean {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  // A sign such as ? needs Shift on many keyboards and not on others.
  const shift = isSingle(stroke) && !/[a-z]/.test(stroke.key) ? event.shiftKey : (stroke.shift ?? false);
  return (
    stroke.key === key &&
    (event.ctrlKey || event.metaKey) === (stroke.mod ?? false) &&
    event.altKey === (stroke.alt ?? false) &&
    event.shiftKey === shift
  );
}

/** What this key does here; undefined when it is the browser's. */
export function actOf(event: Pressed, desk: KeyDesk, singleKeys: boolean): KeyAct | undefined {
  return keyTable.find(
    (act) =>
      act.run !== undefined &&
      (act.can?.(desk) ?? true) &&
      act.strokes.some(
        (stroke) =>
          matches(stroke, event) &&
          (singleKeys || !isSingle(stroke)) &&
          // A letter also finds its way from nowhere; an arrow would take the page's own scrolling.
          (act.on === 'page' || desk.step !== null || (isSingle(stroke) && act.group === 'Along the plan')),
      ),
  );
}
