import { type KeyboardEvent, type RefObject, useId, useState } from 'react';
import { initials } from '#app/domain/initials.ts';
import type { Plan, Stakeholder } from '#app/domain/plan.ts';
import { companies, sideName } from '#app/domain/plan.ts';
import { roleLabel } from '#app/domain/roles.ts';
import { useEditing } from '#app/live/editing.ts';
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx';
import { Avatar } from './avatar.tsx';
import styles from './composer-names.module.css';
import { callName } from './thread-words.ts';

/** The piece of a name being typed: behind an @ that begins a word, up to the caret. */
const typedName = /(?:^|[\s(])@([\p{L}\p{N}.'’-]*)$/u;

export interface NamesInput {
  field: RefObject<HTMLTextAreaElement>;
  /** Who can be named. */
  people: readonly Stakeholder[];
  text: string;
  setText: (text: string) => void;
}

export interface Names {
  found: readonly Stakeholder[];
  at: number;
  listId: string;
  pick: (person: Stakeholder) => void;
  /** After a key, a press or a paste: is a name being typed where the caret stands? */
  look: (field: HTMLTextAreaElement) => void;
  close: () => void;
  /** True when the key was the list's. */
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean;
  wiring: Record<string, string | undefined>;
}

/** Names behind an @: a short list under the text, chosen by keys or finger. */
export function useNames({ field, people, text, setText }: NamesInput): Names {
  const { plan } = useEditing();
  const listId = useId();
  const [query, setQuery] = useState<string | null>(null);
  const [chosen, setChosen] = useState(0);
  const found = query === null ? [] : people.filter((p) => fits(p, query)).slice(0, 6);
  const at = Math.min(chosen, Math.max(0, found.length - 1));
  const close = () => setQuery(null);
  const pick = (person: Stakeholder) => {
    const element = field.current;
    if (!element) return;
    const caret = element.selectionStart;
    const begun = typedName.exec(text.slice(0, caret))?.[1]?.length ?? 0;
    const before = `${text.slice(0, caret - begun)}${callName(plan, person)} `;
    setText(before + text.slice(caret).replace(/^ /, ''));
    close();
    requestAnimationFrame(() => {
      element.focus();
      element.setSelectionRange(before.length, before.length);
    });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): boolean => {
    const person = found[at];
    if (!person || event.nativeEvent.isComposing) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setChosen((at + step + found.length) % found.length);
    else if (event.key === 'Escape') close();
    else if ((event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === 'Tab') pick(person);
    else return false;
    event.preventDefault();
    return true;
  };
  return {
    found,
    at,
    listId,
    pick,
    close,
    onKeyDown,
    look: (element) => {
      const begun = typedName.exec(element.value.slice(0, element.selectionStart))?.[1];
      setChosen(0);
      setQuery(begun ?? null);
    },
    wiring: {
      'aria-autocomplete': 'list',
      'aria-controls': found.length > 0 ? listId : undefined,
      'aria-activedescendant': found.length > 0 ? `${listId}-${at}` : undefined,
    },
  };
}

const fits = (person: Stakeholder, query: string): boolean => {
  const wanted = query.toLocaleLowerCase();
  return person.name
    .toLocaleLowerCase()
    .split(/\s+/)
    .some((word) => word.startsWith(wanted));
};

export function ComposerNames({ names }: { names: Names }) {
  const { plan } = useEditing();
  const { found, at, listId, pick } = names;
  return (
    <>
      <VisuallyHidden>
        <span role="status">
          {found.length > 0 &&
            `${found.length === 1 ? '1 name' : `${found.length} names`}, arrow keys to choose`}
        </span>
      </VisuallyHidden>
      {found.length > 0 && (
        <div id={listId} role="listbox" aria-label="Name somebody" className={styles.list}>
          {found.map((person, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text's
            // biome-ignore lint/a11y/useFocusableInteractive: as above
            <div
              key={person.id}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === at}
              className={styles.option}
              // Before the text loses the focus, which would close the list.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => pick(person)}
            >
              <Avatar initials={initials(person.name)} side={person.side} size="xs" />
              <span>{person.name}</span>
              <span className={styles.part}>{partOf(plan, person)}</span>
            </div>
          ))}
        </div>
      )}
    </>
  );
}

const partOf = (plan: Plan, person: Stakeholder): string =>
  roleLabel(person.role, companies(plan, person.side)) || sideName(plan, person.side);
