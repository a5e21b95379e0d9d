import { accessSync, constants, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { projectRoot } from '#app/env.server.ts';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The zygote, as the sandbox that playwright leaves out, needs rights that root in a container does not have. */
const ARGS = [
  '--no-zygote',
  '--disable-gpu',
  '--disable-background-networking',
  '--font-render-hinting=none',
];

/** A real browser without installing one: what is there, or else the Chromium inside an npm package. */
export async function launchBrowser(): Promise<Browser> {
  // Chromium is unpacked there for its owner alone, so two users must not share it; profiles go there too.
  process.env.TMPDIR = folderOfOwn();
  return chromium.launch({ executablePath: await findChromium(), args: ARGS });
}

async function findChromium(): Promise<string> {
  const chosen = process.env.PLAYWRIGHT_CHROMIUM;
  if (chosen) {
    if (!existsSync(chosen)) throw new Error(`PLAYWRIGHT_CHROMIUM names ${chosen}, which is not there`);
    return chosen;
  }
  const installed = INSTALLED.find((path) => existsSync(path));
  if (installed) return installed;
  // Not its own arguments: with --single-process closing a context ends it, and --disable-web-security would
  // hide what these tests are for.
  const { default: packed } = await import('@sparticuz/chromium');
  return packed.executablePath();
}

function folderOfOwn(): string {
  const folder = join(projectRoot, `node_modules/.cache/throughline/browser-${process.getuid?.() ?? 0}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    return mkdtempSync(join(tmpdir(), 'throughline-browser-'));
  }
}
