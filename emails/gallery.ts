import { type RenderedEmail, renderEmail } from './index.ts';
import { previews } from './previews.ts';

/** Ways a letter is met. The text is no frame: it is what a reader without HTML has. */
const views = {
  light: { name: 'Light', width: 680 },
  dark: { name: 'Dark', width: 680 },
  phone: { name: 'Phone, 320 px', width: 320 },
  'phone-dark': { name: 'Phone, dark', width: 320 },
  'no-images': { name: 'Images off', width: 680 },
} as const;
type View = keyof typeof views;
const isView = (text: string | undefined): text is View => text !== undefined && Object.hasOwn(views, text);

export interface GalleryPage {
  html: string;
  policy: string;
}

const PAGE =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'";
const letterPolicy = (images: string) =>
  `sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src ${images}; form-action 'none'; frame-ancestors 'self'`;

/** The address of a preview: its name, as a path. */
export const slugOf = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** What stands at a path; null where nothing does. Every preview is in it, so every letter is (see the tests). */
export async function galleryPage(path: string): Promise<GalleryPage | null> {
  const [, slug, view, ...more] = path.split('/');
  if (more.length > 0) return null;
  if (!slug) return { html: await listPage(), policy: PAGE };
  const found = Object.entries(previews).find(([name]) => slugOf(name) === slug);
  if (!found) return null;
  const [name, message] = found;
  const letter = await renderEmail(message);
  if (view === undefined) return { html: letterPage(name, letter), policy: PAGE };
  if (!isView(view)) return null;
  return {
    html: view.endsWith('dark') ? inDark(letter.html) : inLight(letter.html),
    policy: letterPolicy(view === 'no-images' ? "'none'" : "'self' data:"),
  };
}

const MEDIA = '@media (prefers-color-scheme:dark)';
/** As a client in dark mode shows it, whatever this browser prefers. */
export const inDark = (html: string) =>
  html.replaceAll(MEDIA, '@media all').replaceAll('color-scheme:light dark', 'color-scheme:dark');
const inLight = (html: string) =>
  html.replaceAll(MEDIA, '@media not all').replaceAll('color-scheme:light dark', 'color-scheme:light');

const kilobytes = ({ html }: RenderedEmail) =>
  `${(new TextEncoder().encode(html).length / 1000).toFixed(1)} kB`;

async function listPage(): Promise<string> {
  const rows = await Promise.all(
    Object.entries(previews).map(async ([name, message]) => {
      const letter = await renderEmail(message);
      return `<tr><td><a href="/${slugOf(name)}">${escaped(name)}</a></td><td>${escaped(letter.subject)}</td>
        <td class="n">${kilobytes(letter)}</td></tr>`;
    }),
  );
  return page(
    'Letters',
    `<h1>Letters</h1><p>Each as it looks with the props of its preview. Nothing here is sent.</p>
    <table><thead><tr><th>Letter</th><th>Subject</th><th class="n">Size</th></tr></thead>
    <tbody>${rows.join('')}</tbody></table>`,
  );
}

function letterPage(name: string, letter: RenderedEmail): string {
  const frames = Object.entries(views).map(
    ([view, { name: how, width }]) => `<figure style="width:${width}px"><figcaption>${how}</figcaption>
      <iframe sandbox title="${escaped(name)}, ${how}" src="/${slugOf(name)}/${view}" style="width:${width}px"></iframe>
      </figure>`,
  );
  return page(
    name,
    `<p><a href="/">All letters</a></p><h1>${escaped(letter.subject)}</h1>
    <p>${escaped(name)}, ${kilobytes(letter)}</p><div class="frames">${frames.join('')}
    <figure style="width:680px"><figcaption>Plain text</figcaption><pre>${escaped(letter.text)}</pre></figure></div>`,
  );
}

const page = (title: string, body: string) => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${escaped(title)} · Throughline</title><style>
:root{color-scheme:light dark}
body{margin:32px;font:15px/1.5 system-ui,sans-serif}
h1{font-size:24px;margin:0 0 4px}
table{border-collapse:collapse;margin-top:20px}
th,td{text-align:left;padding:8px 20px 8px 0;border-bottom:1px solid #8884;vertical-align:top}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.frames{display:flex;flex-wrap:wrap;gap:28px;align-items:flex-start}
figure{margin:20px 0 0}
figcaption{font-weight:600;margin-bottom:8px}
iframe{height:1080px;border:1px solid #8886;border-radius:8px;background:#fff}
pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid #8886;border-radius:8px;padding:16px;margin:0}
</style></head><body>${body}</body></html>`;

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);
