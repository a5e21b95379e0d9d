/** A form of a page as a browser without JavaScript would send it, filled in with something new in every field. */
export interface PaperForm {
  action: string;
  fields: Record<string, string>;
  /** What the form knows by itself. */
  fixed: Record<string, unknown>;
}

interface Page {
  forms: PaperForm[];
  /** Addresses of this page with another part of it open. */
  openings: string[];
}

const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#39': "'" };
const read = (text: string): string =>
  text.replace(/&(#x27|#39|\w+);/g, (all, name: string) => signs[name] ?? all);
/** The value of an attribute in a tag as React writes it; null without it. */
const attribute = (tag: string, name: string): string | null => {
  const found = new RegExp(` ${name}(?:="([^"]*)")?(?=[ />])`).exec(tag);
  return found ? read(found[1] ?? '') : null;
};

/** What a person could send from this page, and where its links open more of it. */
export function readPage(html: string, path: string, day: string): Page {
  const here = path.split(/[?#]/)[0] ?? path;
  const openings = [...html.matchAll(/<a [^>]*>/g)].flatMap(([tag]) => {
    const [href = ''] = (attribute(tag, 'href') ?? '').split('#');
    return href.startsWith(`${here}?`) ? [href] : href.startsWith('?') ? [`${here}${href}`] : [];
  });
  const forms = [...html.matchAll(/(<form [^>]*>)([\s\S]*?)<\/form>/g)].map(([, tag = '', inside = '']) => {
    const fields = filled(inside, day);
    const fixed = JSON.parse(fields.fixed || '{}') as Record<string, unknown>;
    return { action: attribute(tag, 'action') ?? '', fields, fixed };
  });
  return { forms, openings: [...new Set(openings)] };
}

const control = /<(?:input|button)[^>]*>|<textarea[^>]*>|<select[^>]*>[\s\S]*?<\/select>/g;

function filled(inside: string, day: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [tag] of inside.matchAll(control)) {
    const [opening = ''] = /^<[^>]*>/.exec(tag) ?? [];
    const name = attribute(opening, 'name');
    if (!name || name in fields || attribute(opening, 'disabled') !== null) continue;
    const value = entered(tag, opening, day);
    if (value !== null) fields[name] = value;
  }
  return fields;
}

/** Something else than what stands there; null where nothing is sent. */
function entered(tag: string, opening: string, day: string): string | null {
  const [type, value] = [attribute(opening, 'type') ?? '', attribute(opening, 'value') ?? ''];
  const isTicked = attribute(opening, 'checked') !== null;
  if (opening.startsWith('<select')) {
    const options = [...tag.matchAll(/<option[^>]*>/g)].map(([option]) => option);
    const free = options.filter((option) => attribute(option, 'disabled') === null);
    const other = free.find((o) => attribute(o, 'selected') === null && attribute(o, 'value'));
    return attribute(other ?? free[0] ?? '', 'value') ?? '';
  }
  if (opening.startsWith('<button') || type === 'hidden') return value;
  if (type === 'checkbox') return isTicked ? value || 'on' : null;
  if (type === 'radio') return isTicked ? null : value;
  if (type === 'date') return day;
  if (type === 'number') return '7';
  return type === 'url' || attribute(opening, 'name') === 'set.url'
    ? 'https://northwind.example/new'
    : 'Something new';
}
