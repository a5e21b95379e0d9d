import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#app/env.server.ts';
import { galleryPage, slugOf } from '#emails/gallery.ts';
import { renderEmail } from '#emails/index.ts';
import { previews } from '#emails/previews.ts';

const letters = readdirSync(join(projectRoot, 'emails')).flatMap(
  (file) => /^(.+)\.tsx$/.exec(file)?.[1] ?? [],
);

test('every letter in the folder is in the gallery', async () => {
  const shown = new Set<string>(Object.values(previews).map(({ kind }) => kind));
  expect(letters.length).toBeGreaterThan(8);
  expect(letters.filter((kind) => !shown.has(kind))).toEqual([]);
  const list = await galleryPage('/');
  for (const name of Object.keys(previews)) expect(list?.html).toContain(`href="/${slugOf(name)}"`);
});

test('no two previews share an address', () => {
  const slugs = Object.keys(previews).map(slugOf);
  expect(new Set(slugs).size).toBe(slugs.length);
});

test.each(Object.entries(previews))('%s is shown with its subject, size and text', async (name, message) => {
  const page = await galleryPage(`/${slugOf(name)}`);
  const { subject } = await renderEmail(message);
  expect(page?.html).toContain(subject.replaceAll('&', '&amp;').replaceAll('"', '&quot;'));
  expect(page?.html).toMatch(/\d+\.\d kB/);
  expect(page?.html.match(/<iframe sandbox /g)).toHaveLength(5);
});

test('a letter stands alone in its frame: no script, nothing from elsewhere, and dark when it is asked for', async () => {
  const [light, dark, bare] = await Promise.all(
    ['light', 'dark', 'no-images'].map((view) => galleryPage(`/sign-in/${view}`)),
  );
  for (const page of [light, dark, bare]) {
    expect(page?.policy).toMatch(/^sandbox; default-src 'none';/);
    expect(page?.policy).toContain("frame-ancestors 'self'");
    expect(page?.policy).not.toMatch(/script-src|https?:/);
  }
  expect(bare?.policy).toContain("img-src 'none'");
  expect(dark?.html).toContain('@media all');
  expect(light?.html).toContain('@media not all');
});

test('there is nothing at other paths', async () => {
  for (const path of ['/nobody', '/sign-in/sideways', '/sign-in/light/more', '/constructor'])
    expect(await galleryPage(path)).toBeNull();
});
