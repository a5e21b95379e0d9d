/** A place of ours to go on to, or null: never another site, and never a page that acts or signs out. */
export function safePath(text: string | null | undefined): string | null {
  if (!text || text.length > 500 || !/^\/[\w~./?=&%#,:@+-]*$/.test(text) || /^\/[/\\]/.test(text))
    return null;
  const base = 'http://here.invalid';
  if (!URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  if (url.origin !== base || /^\/(sign-|setup|stop\/)/.test(url.pathname) || url.pathname.startsWith('//'))
    return null;
  return `${url.pathname}${url.search}${url.hash}`;
}
