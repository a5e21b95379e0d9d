/** Elements whose contents nobody reads, or wrote before. */
const left = ['style', 'script', 'head', 'title', 'blockquote'] as const;
const ends = /^\/?(br|p|div|tr|li|h\d)$/;

/**
 * The words of a letter that came as HTML alone, line by line. Looks at each character a fixed number of times: what a
 * stranger sends must not keep the server busy.
 */
export function textOfHtml(html: string): string {
  const lower = html.toLowerCase();
  const lastEnd = new Map<string, number>(left.map((name) => [name, lower.lastIndexOf(`</${name}`)]));
  let text = '';
  let hidden: { name: string; depth: number } | null = null;
  let at = -1;
  for (const piece of html.split('<')) {
    const start = at;
    at += piece.length + 1;
    const end = piece.indexOf('>');
    if (start < 0 || end < 0) {
      if (!hidden) text += start < 0 ? piece : `<${piece}`;
      continue;
    }
    const name = /^\/?[a-z][a-z0-9]*/i.exec(piece)?.[0].toLowerCase() ?? '';
    if (hidden) {
      if (name === hidden.name) hidden.depth += 1;
      if (name === `/${hidden.name}`) hidden.depth -= 1;
      if (hidden.depth > 0) continue;
      hidden = null;
    } else if ((lastEnd.get(name) ?? -1) > start) {
      hidden = { name, depth: 1 };
      continue;
    }
    if (ends.test(name) && (name === 'br' || name.startsWith('/'))) text += '\n';
    text += piece.slice(end + 1);
  }
  return text
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#(x?)([0-9a-f]{1,6});/gi, (_, hex: string, n: string) =>
      codePoint(Number.parseInt(n, hex ? 16 : 10)),
    )
    .replace(/&amp;/g, '&');
}

const codePoint = (n: number): string => (n > 0 && n <= 0x10ffff ? String.fromCodePoint(n) : '');
