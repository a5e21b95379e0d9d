import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#app/env.server.ts';

type Lock = { packages: Record<string, { version: string; resolved?: string; engines?: { node?: string } }> };
const read = (name: string) => JSON.parse(readFileSync(join(projectRoot, name), 'utf8'));
const lock: Lock = read('package-lock.json');

/** The first version without a known hole, or that works with the others; `npm audit` cannot be asked everywhere. */
const AT_LEAST = {
  '@remix-run/router': '1.23.4',
  '@remix-run/server-runtime': '2.17.5',
  '@vanilla-extract/integration': '8.0.11',
  compression: '1.8.1',
  esbuild: '0.25.0',
  'estree-util-value-to-estree': '3.3.3',
  express: '4.22.0',
  'drizzle-orm': '0.45.0',
  lucia: '3.2.2',
  nodemailer: '7.0.11',
  'path-to-regexp': '0.1.12',
  qs: '6.14.1',
  react: '18.3.1',
  'react-router': '6.30.6',
  rollup: '4.59.0',
  tar: '7.5.11',
  vite: '6.4.1',
} as const;

function versionsOf(name: string): string[] {
  return Object.entries(lock.packages)
    .filter(([path]) => path.endsWith(`node_modules/${name}`))
    .map(([, { version }]) => version);
}

function isAtLeast(version: string, wanted: string): boolean {
  return version.localeCompare(wanted, 'en', { numeric: true }) >= 0;
}

test.each(Object.entries(AT_LEAST))('every copy of %s is at least %s', (name, wanted) => {
  const versions = versionsOf(name);
  expect(versions).not.toEqual([]);
  expect(versions.filter((version) => !isAtLeast(version, wanted))).toEqual([]);
});

test('React and Remix’s routers are there once', () => {
  for (const name of ['react', 'react-dom', 'react-router', '@remix-run/router'])
    expect(versionsOf(name)).toHaveLength(1);
});

test('what we ask for is pinned', () => {
  const { dependencies, devDependencies, optionalDependencies } = read('package.json');
  const wanted = Object.values({ ...dependencies, ...devDependencies, ...optionalDependencies });
  expect(wanted.filter((version) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)))).toEqual([]);
});

test('the lockfile names no registry, so that any may serve it', () => {
  expect(Object.values(lock.packages).filter(({ resolved }) => resolved)).toEqual([]);
});

test('rollup stays below the version whose platform packages are missing', () => {
  expect(versionsOf('rollup').filter((version) => isAtLeast(version, '4.68.0'))).toEqual([]);
});
