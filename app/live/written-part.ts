/**
 * What a reader did in a part of the page that stands as the server wrote it, while its code was on the way: what was
 * typed, chosen and opened, where the focus is, and the button that was pressed. Both drawings of the part are the
 * same, so that an element is found again by its place.
 */
type Place = number[];

interface Doings {
  pressed: Place | null;
  focus: { place: Place; selection: [number, number] | null } | null;
  fields: { place: Place; value: string; checked: boolean }[];
  details: { place: Place; open: boolean }[];
  /** In which files were chosen, or are being chosen while this is replaced. */
  files: { place: Place; from: HTMLInputElement }[];
}

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const placeOf = (host: Element, element: Element): Place => {
  const place: Place = [];
  for (let at = element; at !== host && at.parentElement; at = at.parentElement)
    place.unshift([...at.parentElement.children].indexOf(at));
  return place;
};

const elementAt = (host: Element, place: Place): Element | undefined =>
  place.reduce<Element | undefined>((at, index) => at?.children[index], host);

export const isTicked = (control: Control): boolean => control instanceof HTMLInputElement && control.checked;

export function isTouched(control: Control): boolean {
  if (control instanceof HTMLSelectElement) {
    const options = [...control.options];
    // Where nothing is chosen a list begins with its first line.
    const chosen = options.find((o) => o.defaultSelected) ?? options[0];
    return options.some((o) => o.selected !== (o === chosen));
  }
  // The value of a tick is no words of anybody's.
  if (control instanceof HTMLInputElement && /^(checkbox|radio)$/.test(control.type))
    return control.checked !== control.defaultChecked;
  return control.value !== control.defaultValue;
}

export const controlsOf = (host: Element): Control[] => [
  ...host.querySelectorAll<Control>('input:not([type=hidden], [type=file]), textarea, select'),
];

export function takeAlong(host: Element, pressed: Element | null): Doings {
  const focused = host.contains(document.activeElement) ? document.activeElement : null;
  return {
    pressed: pressed && placeOf(host, pressed),
    focus: focused && { place: placeOf(host, focused), selection: selectionIn(focused) },
    fields: controlsOf(host)
      .filter(isTouched)
      .map((control) => ({
        place: placeOf(host, control),
        value: control.value,
        checked: isTicked(control),
      })),
    details: [...host.querySelectorAll('details')].map((d) => ({ place: placeOf(host, d), open: d.open })),
    files: [...host.querySelectorAll<HTMLInputElement>('input[type=file]')].map((from) => ({
      place: placeOf(host, from),
      from,
    })),
  };
}

export function putBack(host: Element, { pressed, focus, fields, details, files }: Doings): void {
  for (const { place, open } of details) {
    const found = elementAt(host, place);
    if (found instanceof HTMLDetailsElement && found.open !== open) found.open = open;
  }
  for (const { place, value, checked } of fields) {
    const found = elementAt(host, place);
    if (isControl(found)) fill(found, value, checked);
  }
  for (const { place, from } of files) {
    const found = elementAt(host, place);
    if (found instanceof HTMLInputElement && found.type === 'file') handOver(from, found);
  }
  const focused = focus && elementAt(host, focus.place);
  // Links inside a drawing are no HTML elements, and have the focus all the same.
  if (focus && (focused instanceof HTMLElement || focused instanceof SVGElement)) {
    focused.focus({ preventScroll: true });
    if (focus.selection && (focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement))
      focused.setSelectionRange(...focus.selection);
  }
  const button = pressed && elementAt(host, pressed);
  for (const { place } of fields) {
    const left = elementAt(host, place);
    if (isControl(left) && left !== document.activeElement && !isSentBy(button, left)) sayLeft(left);
  }
  if (button instanceof HTMLElement) button.click();
}

/** What was chosen, and what will be in a dialog that is still open. */
function handOver(from: HTMLInputElement, to: HTMLInputElement): void {
  const hand = () => {
    if (!from.files?.length) return;
    to.files = from.files;
    to.dispatchEvent(new Event('change', { bubbles: true }));
  };
  hand();
  from.addEventListener('change', hand);
}

const isSentBy = (button: Element | null | undefined, control: Control): boolean =>
  button instanceof HTMLButtonElement && button.form !== null && button.form === control.form;

/** Whoever filled it and turned to something else has left it, and what saves on leaving is to hear of it. */
function sayLeft(control: Control): void {
  const now = document.activeElement;
  const relatedTarget = now === document.body ? null : now;
  control.dispatchEvent(new FocusEvent('focusout', { bubbles: true, relatedTarget }));
}

const isControl = (element: Element | undefined): element is Control =>
  element instanceof HTMLInputElement ||
  element instanceof HTMLTextAreaElement ||
  element instanceof HTMLSelectElement;

/** As if a person had: by the prototype's setter and with the event, or React would not hear of it. */
export function fill(control: Control, value: string, checked: boolean): void {
  if (control instanceof HTMLInputElement && /^(checkbox|radio)$/.test(control.type)) {
    if (control.checked !== checked) control.click();
    return;
  }
  if (control.value === value) return;
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value')?.set?.call(control, value);
  const heard = control instanceof HTMLSelectElement ? 'change' : 'input';
  control.dispatchEvent(new Event(heard, { bubbles: true }));
}

/** Null where there is no caret, as in a date. */
function selectionIn(element: Element): [number, number] | null {
  if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) return null;
  const { selectionStart: start, selectionEnd: end } = element;
  return start === null || end === null ? null : [start, end];
}

/** Longer than this nobody waits for an answer to a press: then it does what it does without JavaScript. */
const PATIENCE_MS = 4_000;

const LONG_PRESS_MS = 1_500;

/** Keeps the last press on a button until its code is here. Links and what opens by itself go their own way. */
export function holdPresses(host: Element) {
  let held: HTMLElement | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let passes = false;
  const onClick = (event: Event) => {
    if (passes || !(event instanceof MouseEvent) || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const button = event.target instanceof Element ? event.target.closest('button, a[aria-expanded]') : null;
    if (!(button instanceof HTMLElement) || button.matches(':disabled')) return;
    event.preventDefault();
    event.stopPropagation();
    held = button;
    host.setAttribute('aria-busy', 'true');
    clearTimeout(timer);
    timer = setTimeout(release, PATIENCE_MS);
  };
  const release = () => {
    passes = true;
    host.removeAttribute('aria-busy');
    held?.click();
    held = null;
  };
  /** Down on something here, and not up again: its click comes with the lifting. */
  let isDown = false;
  const onDown = () => {
    isDown = true;
  };
  const onUp = () => {
    // The click follows at once.
    setTimeout(() => {
      isDown = false;
    }, 30);
  };
  host.addEventListener('click', onClick, true);
  host.addEventListener('pointerdown', onDown, true);
  document.addEventListener('pointerup', onUp, true);
  document.addEventListener('pointercancel', onUp, true);
  return {
    pressed: () => held,
    /** Replacing what a finger is on would take its press away. */
    async lifted() {
      for (const end = Date.now() + LONG_PRESS_MS; isDown && Date.now() < end; )
        await new Promise((later) => setTimeout(later, 10));
    },
    /** The code does not come. */
    release,
    stop() {
      clearTimeout(timer);
      host.removeEventListener('click', onClick, true);
      host.removeEventListener('pointerdown', onDown, true);
      document.removeEventListener('pointerup', onUp, true);
      document.removeEventListener('pointercancel', onUp, true);
    },
  };
}
