/**
 * What is half-typed into a form of the plan outlives a reload, in this tab only, like what is about to be said in a
 * composer. It is kept with the versions its writer began from, so that it overwrites nothing they have not seen.
 */
import { draftPrefix, openAgain } from './first-use.ts';
import { keepInTab, keptInTab, keysInTab } from './tab-storage.ts';
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
    if (touched.length === 0) {
      delete form.dataset.base;
      return keepInTab(keyOf(form), null);
    }
    // Whatever the plan says beneath it by the time it is sent.
    form.dataset.base ||= hidden(form, 'base')?.value ?? '';
    keepInTab(keyOf(form), {
      base: form.dataset.base,
      opened: form.dataset.opened ?? null,
      fields: Object.fromEntries(
        touched.map((control) => [nameOf(control), { value: control.value, checked: isTicked(control) }]),
      ),
    });
  };
  const giveBack = (form: HTMLFormElement) => {
    const typed = keptInTab<Typed>(keyOf(form));
    if (!typed) return;
    for (let at = form.closest('details'); at; at = at.parentElement?.closest('details') ?? null)
      at.open = true;
    for (const control of controlsOf(form)) {
      const field = typed.fields[nameOf(control)];
      if (field) fill(control, field.value, field.checked);
    }
    form.dataset.base = typed.base;
    const base = hidden(form, 'base');
    if (base) base.value = typed.base;
  };
  /** Somebody has put it back, or closed it unsaved. */
  const drop = ({ type, target }: Event) => {
    if (type === 'reset') {
      const form = formOf(target);
      delete form?.dataset.base;
      if (form) keepInTab(keyOf(form), null);
    } else if (target instanceof HTMLDetailsElement && !target.open)
      for (const form of formsIn(target)) keepInTab(keyOf(form), null);
  };
  /** What its writer had seen goes with it, whatever the plan says beneath it by now. */
  const sending = ({ target, formData }: FormDataEvent) => {
    if (!(target instanceof HTMLFormElement) || !target.dataset.base) return;
    formData.set('base', target.dataset.base);
    delete target.dataset.base;
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
    for (const form of forms('removedNodes')) if (!isHere(keyOf(form))) keepInTab(keyOf(form), null);
    for (const form of forms('addedNodes')) if (form.isConnected && !isDirty(form)) giveBack(form);
  });

  for (const form of formsIn(document)) if (!isDirty(form)) giveBack(form);
  for (const key of keysInTab(prefix)) {
    const opened = isHere(key) ? null : keptInTab<Typed>(key)?.opened;
    if (opened) document.dispatchEvent(new CustomEvent(openAgain, { detail: opened }));
  }
  watch.observe(document.body, { childList: true, subtree: true });
  document.addEventListener('input', keep);
  document.addEventListener('formdata', sending);
  document.addEventListener('reset', drop, true);
  document.addEventListener('toggle', drop, true);
  return {
    forget(name) {
      for (const key of keysInTab(`${prefix}${name} `)) keepInTab(key, null);
    },
    stop() {
      watch.disconnect();
      document.removeEventListener('input', keep);
      document.removeEventListener('formdata', sending);
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
