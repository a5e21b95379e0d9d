import { vi } from 'vitest';
import type { Visitor } from '#tests/support/visitor.server.ts';

export interface Delivered {
  to: string;
  from: string;
  subject: string;
  text: string;
  html: string;
  /** What goes to a calendar with it; empty where nothing does. */
  calendar: string;
  /** Where a link or button of the letter leads. */
  link(label: string | RegExp): string;
}

/** The letters as somebody at this machine reads them at /mailbox. */
export interface Post {
  /** Waits for a letter to a person that was not read yet and whose subject fits, and opens it. */
  read(person: string, subject: RegExp): Promise<Delivered>;
  /** Presses "Send now" on all that waits for a person; how many letters that were. */
  sendNow(person: string): Promise<number>;
  /** Subjects of all that was written to a person, newest first. */
  subjects(person: string): Promise<string[]>;
  /** Every letter to a person, as text and as HTML, on the pages that show them. */
  all(person: string): Promise<string>;
}

export function readPost(reader: Visitor): Post {
  const { page } = reader;
  const known = new Set<string>();
  const sentTo = (person: string) =>
    page.locator('section[aria-labelledby=sent] li').filter({ hasText: `${person} <` });

  const open = async (href: string): Promise<Delivered> => {
    const subject = await page.getByRole('heading', { level: 1 }).innerText();
    const fact = (term: string) =>
      page
        .locator('dt', { hasText: new RegExp(`^${term}$`) })
        .locator('xpath=following-sibling::dd[1]')
        .innerText();
    const [to, from] = [await fact('To'), await fact('From')];
    // As a mail client would fetch it; the frame shows the same bytes.
    const html = await (await page.request.get(`${href}/body`)).text();
    await reader.open(`${href}?as=text`);
    const text = await page.locator('pre').innerText();
    const hasCalendar = (await page.getByRole('link', { name: 'For the calendar' }).count()) > 0;
    if (hasCalendar) await reader.open(`${href}?as=calendar`);
    const calendar = hasCalendar ? await page.locator('pre').innerText() : '';
    const link = (label: string | RegExp) => {
      const found = [...html.matchAll(/<a\b[^>]*?href="([^"]+)"[^>]*>([\s\S]*?)<\/a>/g)].find(
        ([, , words = '']) => {
          const plain = words
            .replace(/<!--[\s\S]*?-->|<[^>]+>/g, '')
            .replace(/&#x27;/g, "'")
            .trim();
          return typeof label === 'string' ? plain === label : label.test(plain);
        },
      )?.[1];
      if (!found) throw new Error(`No link “${label}” in the letter “${subject}”:\n${text}`);
      return found.replaceAll('&amp;', '&');
    };
    return { to, from, subject, text, html, calendar, link };
  };

  const hrefs = async (person: string): Promise<string[]> => {
    await reader.open('/mailbox');
    return sentTo(person)
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  };

  return {
    async read(person, subject) {
      const unread = async () => {
        await reader.open('/mailbox');
        const links = await sentTo(person).getByRole('link', { name: subject }).all();
        const found = await Promise.all(links.map((link) => link.getAttribute('href')));
        return found.find((href) => href !== null && !known.has(href));
      };
      const href = await vi.waitFor(
        async () => {
          const found = await unread();
          if (!found) throw new Error(`No letter to ${person} about ${subject}`);
          return found;
        },
        { timeout: 20_000, interval: 200 },
      );
      known.add(href);
      await reader.open(href);
      return open(href);
    },
    async sendNow(person) {
      for (let sent = 0; ; sent += 1) {
        await reader.open('/mailbox');
        const waiting = page.locator('section[aria-labelledby=waiting] li').filter({ hasText: person });
        const button = waiting.getByRole('button', { name: 'Send now' }).first();
        if ((await button.count()) === 0) return sent;
        await reader.press(button);
        await page.waitForURL(/\/mailbox/);
      }
    },
    async subjects(person) {
      await reader.open('/mailbox');
      return sentTo(person).getByRole('link').allInnerTexts();
    },
    async all(person) {
      const paths = (await hrefs(person)).flatMap((href) => [href, `${href}?as=text`, `${href}/body`]);
      const pages = await Promise.all(paths.map(async (path) => (await page.request.get(path)).text()));
      return pages.join('\n');
    },
  };
}
