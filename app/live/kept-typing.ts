/**
 * What is half-typed into a form of the plan outlives a reload, in this tab only, like what is about to be said in a
 * composer. It is kept with the versions its writer began from, so that it overwrites nothing they have not seen.
 */
import { draftPrefix, openAgain } from './first-use.ts';
import { type Control, controlsOf, fill, isTicked, isTouched } from './written-part.ts';

interface Typed {
  base: string;
  /** What was open around it, as an address; null when it stands in the page by itself. */
  opened: string | null;
  fields: Record<string, { value: string; checked: boolean }>;
}

export interface KeptTyping {
  /** It has arrived. */
  forget(form: string): void;
  stop(): void;
}

/** `owner` tells apart people and plans. */
export function keepTyping(owner: string): KeptTyping {
  const prefix = `${draftPrefix}${owner}:typed:`;
  const keyOf = (form: HTMLFormElement) => `${prefix}${form.dataset.keeps} ${hidden(form, 'fixed')?.value}`;
  const formsIn = (root: ParentNode) => [...root.querySelectorAll<HTMLFormElement>('form[data-keeps]')];
  const isHere = (key: string) => formsIn(document).some((form) => keyOf(form) === key);

  const keep = ({ target }: Event) => {
    const form = formOf(target);
    if (!form) return;
    const touched = controlsOf(form).filter(isTouched);
    if (touched.length === 0) return remove(keyOf(form));
    store(keyOf(form), {
      base: hidden(form, 'base')?.value ?? '',
      opened: form.dataset.opened ?? null,
      fields: Object.fromEntries(
        touched.map((control) => [nameOf(control), { value: control.value, checked: isTicked(control) }]),
      ),
    });
  };
  const giveBack = (form: HTMLFormElement) => {
    const typed = load(keyOf(form));
    if (!typed) return;
    for (let at = form.closest('details'); at; at = at.parentElement?.closest('details') ?? null)
      at.open = true;
    for (const control of controlsOf(form)) {
      const field = typed.fields[nameOf(control)];
      if (field) fill(control, field.value, field.checked);
    }
    const base = hidden(form, 'base');
    if (base) base.value = typed.base;
  };
  /** Somebody has put it back, or closed it unsaved. */
  const drop = ({ type, target }: Event) => {
    if (type === 'reset') {
      const form = formOf(target);
      if (form) remove(keyOf(form));
    } else if (target instanceof HTMLDetailsElement && !target.open)
      for (const form of formsIn(target)) remove(keyOf(form));
  };
  const watch = new MutationObserver((records) => {
    const forms = (nodes: 'addedNodes' | 'removedNodes') =>
      records
        .flatMap((record) => [...record[nodes]])
        .flatMap((node) =>
          node instanceof HTMLFormElement && node.dataset.keeps
            ? [node]
            : node instanceof Element
              ? formsIn(node)
              : [],
        );
    // One drawn anew is another element of the same name.
    for (const form of forms('removedNodes')) if (!isHere(keyOf(form))) remove(keyOf(form));
    for (const form of forms('addedNodes')) if (form.isConnected && !isDirty(form)) giveBack(form);
  });

  for (const form of formsIn(document)) if (!isDirty(form)) giveBack(form);
  for (const key of keysWith(prefix)) {
    const opened = isHere(key) ? null : load(key)?.opened;
    if (opened) document.dispatchEvent(new CustomEvent(openAgain, { detail: opened }));
  }
  watch.observe(document.body, { childList: true, subtree: true });
  document.addEventListener('input', keep);
  document.addEventListener('reset', drop, true);
  document.addEventListener('toggle', drop, true);
  return {
    forget(name) {
      for (const key of keysWith(`${prefix}${name} `)) remove(key);
    },
    stop() {
      watch.disconnect();
      document.removeEventListener('input', keep);
      document.removeEventListener('reset', drop, true);
      document.removeEventListener('toggle', drop, true);
    },
  };
}

const isDirty = (form: HTMLFormElement): boolean => controlsOf(form).some(isTouched);

const formOf = (target: EventTarget | null): HTMLFormElement | null =>
  target instanceof Element ? target.closest<HTMLFormElement>('form[data-keeps]') : null;

const hidden = (form: HTMLFormElement, name: string) =>
  form.querySelector<HTMLInputElement>(`input[type=hidden][name="${name}"]`);

/** Of those with one name, each tick is its own. */
const nameOf = (control: Control): string =>
  /^(checkbox|radio)$/.test(control.type) ? `${control.name}=${control.value}` : control.name;

const keysWith = (prefix: string): string[] => {
  try {
    return Object.keys(sessionStorage).filter((key) => key.startsWith(prefix));
  } catch {
    // A browser may keep nothing for a page; then what is typed lives as long as its page.
    return [];
  }
};

function load(key: string): Typed | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as Typed | null;
  } catch {
    return null;
  }
}

function store(key: string, typed: Typed): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(typed));
  } catch {
    // As above.
  }
}

function remove(key: string): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // As above.
  }
}
