const MOST = 300;

/** What a browser says of itself: for people to recognise it by, never to decide anything. */
export const cleanUserAgent = (text: string | undefined): string =>
  (text ?? '')
    .replace(/[^\x20-\x7e]/g, '')
    .trim()
    .slice(0, MOST);

/** The first that fits: most browsers also say the names of those before them. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|OPiOS|Opera)\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|Chromium|HeadlessChrome)\//, 'Chrome'],
  [/\bVersion\/.*\bSafari\//, 'Safari'],
];

const MACHINES: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'an iPhone'],
  [/\biPad\b/, 'an iPad'],
  [/\bAndroid\b.*\bMobile\b/, 'an Android phone'],
  [/\bAndroid\b/, 'an Android tablet'],
  [/\bMobile\b/, 'a phone'],
  [/\bCrOS\b/, 'a Chromebook'],
  [/\bWindows\b/, 'Windows'],
  [/\bMacintosh\b/, 'a Mac'],
  [/\bLinux\b/, 'Linux'],
];

const named = (list: typeof BROWSERS, text: string) => list.find(([pattern]) => pattern.test(text))?.[1];

/** "Chrome on an Android phone", "Safari on a Mac". */
export function browserWords(userAgent: string | null): string {
  const browser = named(BROWSERS, userAgent ?? '');
  const machine = named(MACHINES, userAgent ?? '');
  if (browser && machine) return `${browser} on ${machine}`;
  return browser ?? (machine ? `A browser on ${machine}` : 'A browser');
}
