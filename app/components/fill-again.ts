import { controlsOf, fill } from '#app/live/written-part.ts';

/** What a command said stands in its form again, every choice of it: the other way round of reading a form. */
export function fillAgain(form: HTMLFormElement, args: Record<string, unknown>): void {
  for (const control of controlsOf(form)) {
    const [prefix = '', key = ''] = control.name.split('.', 2);
    const said = args[key];
    if (prefix === 'flag') fill(control, control.value, said === true);
    const choice = JSON.stringify(said);
    // A list where that is no choice any more stays as it is.
    const isThere =
      control instanceof HTMLSelectElement && [...control.options].some((o) => o.value === choice);
    if (prefix === 'json' && isThere) fill(control, choice, false);
    if (prefix === 'set' || prefix === 'day') fill(control, typeof said === 'string' ? said : '', false);
  }
}
