/**
 * How a form carries a command, with and without JavaScript. `fixed` holds what the form knows, as JSON; what a
 * person types stands beside it under a prefix that says how to read it: `set.` text, `day.` a calendar day or
 * nothing, `flag.` a box that is ticked, `json.` one choice of a list, `all.` one that holds several answers,
 * `list.` one of many. A second dot names a part (`day.request.by`): with a part empty there is no such thing at
 * all. `was.` is a field as it stood: one that was left alone is not part of the command, so that it cannot
 * overwrite what somebody else wrote meanwhile.
 */
export interface CommandFields {
  envelope: {
    id: string;
    type: string;
    args: Record<string, unknown>;
    base: Record<string, number>;
    confirmed: boolean;
    /** The conflict it answers. */
    settles?: string;
  };
  /** Where to go on, without JavaScript. */
  back: string | null;
}

/** Throws a SyntaxError when the fixed parts are not what a form of ours makes. */
export function readCommandFields(form: FormData): CommandFields {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  const args = object(text('fixed') || '{}');
  const untouched = (key: string, value: string): boolean =>
    form.has(`was.${key}`) && oneBreak(text(`was.${key}`)) === oneBreak(value);
  const wholes: Record<string, Record<string, unknown>> = {};
  for (const [name, value] of form) {
    const [prefix, path] = splitOnce(name);
    const [whole, part] = splitOnce(path);
    if (part && typeof value === 'string') {
      wholes[whole] = { ...wholes[whole], [part]: value === '' ? null : value };
      continue;
    }
    const key = path;
    if (!key || typeof value !== 'string' || untouched(key, value)) continue;
    if (prefix === 'set') args[key] = oneBreak(value);
    if (prefix === 'day') args[key] = value === '' ? null : value;
    if (prefix === 'flag') args[key] = true;
    if (prefix === 'json') args[key] = JSON.parse(value) as unknown;
    if (prefix === 'list') args[key] = [...(Array.isArray(args[key]) ? args[key] : []), value];
    if (prefix === 'all') Object.assign(args, object(value));
  }
  for (const [whole, parts] of Object.entries(wholes))
    args[whole] = Object.values(parts).includes(null) ? null : parts;
  if (text('fresh')) args.id = text('fresh');
  return {
    envelope: {
      id: text('id'),
      type: text('type'),
      args,
      base: object(text('base') || '{}') as Record<string, number>,
      confirmed: text('confirmed') === 'yes',
      ...(text('settles') && { settles: text('settles') }),
    },
    back: text('back') || null,
  };
}

/** Browsers send line breaks as CR LF. */
const oneBreak = (value: string): string => value.replaceAll('\r\n', '\n');

function object(json: string): Record<string, unknown> {
  const value = JSON.parse(json) as unknown;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new SyntaxError('Not an object');
  return { ...value };
}

function splitOnce(name: string): [string, string] {
  const at = name.indexOf('.');
  return at < 0 ? [name, ''] : [name.slice(0, at), name.slice(at + 1)];
}
