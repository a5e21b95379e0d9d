import { describe, expect, test } from 'vitest';
import { type EmailMessage, renderEmail } from '#emails/index.ts';
import { capital } from '#emails/phrases.ts';
import { hasTricks } from '#emails/plain-words.ts';
import { previews } from '#emails/previews.ts';

const kinds = {
  'sign-in': true,
  invitation: true,
  'member-invitation': true,
  'address-bounced': true,
  'test-letter': true,
  'reply-taken': true,
  'reply-not-taken': true,
  'proposed-to-you': true,
  answered: true,
  'your-turn': true,
  reminder: true,
  digest: true,
  'approval-asked': true,
  'approval-decided': true,
  'approval-outdated': true,
  'day-moved': true,
  meeting: true,
  'meeting-left': true,
  'meeting-recap': true,
  'taken-back': true,
  'written-to-you': true,
  'milestone-reached': true,
  'milestone-moved': true,
  'milestone-reopened': true,
  'milestone-changed': true,
  'at-risk': true,
  'back-on-track': true,
} satisfies Record<EmailMessage['kind'], true>;

const neverSaid =
  /close plan|prospect|\blead\b|vendor|champion|stakeholder|follow(ing|s|ed)?[ -]?up|check(ing)? in\b|touch(ing)? base|\bball\b|\bowes?\b|\bmissed\b/i;
const emoji = /\p{Extended_Pictographic}/u;

// What a reader sees: no head, no tags, entities as characters.
const visible = (html: string) =>
  html
    .replace(/<head>.*?<\/head>/s, '')
    .replace(/<!--.*?-->/gs, '')
    .replace(/<!DOCTYPE[^>]*>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/[\s\u00a0\u200b-\u200f\ufeff]+/g, ' ')
    .replace(/ ([,.:])/g, '$1');

const linksIn = (html: string) =>
  [...html.matchAll(/href="([^"]+)"/g)].map(([, url = '']) => url.replaceAll('&amp;', '&'));

test('every letter has a preview', () => {
  const shown = new Set(Object.values(previews).map(({ kind }) => kind));
  expect(Object.keys(kinds).filter((kind) => !shown.has(kind as EmailMessage['kind']))).toEqual([]);
});

describe.each(Object.entries(previews))('%s', (_name, message) => {
  test('has a subject in one line, short enough for a phone to show most of it', async () => {
    const { subject } = await renderEmail(message);
    expect(subject).not.toBe('');
    expect(hasTricks(subject)).toBe(false);
    expect(subject.length).toBeLessThanOrEqual(80);
  });

  test('stays under 60 kB and needs nothing from elsewhere: no images, fonts or scripts', async () => {
    const { html } = await renderEmail(message);
    expect(Buffer.byteLength(html)).toBeLessThan(60_000);
    expect(html).not.toMatch(/<img|<svg|<script|<link|url\(|@import|@font-face|\ssrc=/i);
  });

  test('says in its text every link of the page, in full', async () => {
    const { html, text } = await renderEmail(message);
    expect(linksIn(html).length).toBeGreaterThan(0);
    for (const url of linksIn(html)) expect(text).toContain(url);
  });

  test('says every fact both ways', async () => {
    const { html, text } = await renderEmail(message);
    const page = visible(html);
    const lines = text.replace(/\s+/g, ' ');
    for (const fact of factsOf(message)) {
      expect(page, 'in the page').toContain(fact);
      expect(lines, 'in the text').toContain(fact);
    }
  });

  test('has one button, and says why it came', async () => {
    const { html, text } = await renderEmail(message);
    expect(html.match(/class="button"/g)).toHaveLength(1);
    if (message.kind === 'sign-in') expect(text).toContain('You get this because');
    else expect(text).toContain(message.props.footer.why);
  });

  test('speaks plainly: no emoji, no exclamation mark, none of the words we never use', async () => {
    const { subject, html, text } = await renderEmail(message);
    for (const words of [subject, visible(html), text]) {
      expect(words).not.toMatch(neverSaid);
      expect(words).not.toMatch(emoji);
      expect(words).not.toContain('!');
      expect(words).not.toMatch(/undefined|null|NaN|\[object/);
    }
  });

  test('follows the reader into dark mode, and names its language', async () => {
    const { html } = await renderEmail(message);
    expect(html).toContain('@media (prefers-color-scheme:dark)');
    expect(html).toContain('name="color-scheme" content="light dark"');
    expect(html).toMatch(/<html[^>]*lang="en"/);
  });
});

test('the check for words would catch one', () => {
  expect('Just checking in on the plan').toMatch(neverSaid);
  expect('You missed a day').toMatch(neverSaid);
  expect('Party \u{1f389}').toMatch(emoji);
});

function factsOf(message: EmailMessage): string[] {
  if (message.kind === 'sign-in') return [message.props.code, message.props.lifetime];
  if (message.kind === 'member-invitation') {
    const { firstName, inviter, workspaceName } = message.props;
    return [firstName, inviter, workspaceName];
  }
  if (message.kind === 'test-letter') return [message.props.host];
  if (message.kind === 'address-bounced') return [message.props.address, message.props.words ?? ''];
  if (message.kind === 'reply-taken') return message.props.words.split('\n');
  if (message.kind === 'reply-not-taken') return [message.props.words];
  if (message.kind === 'meeting-left') return [message.props.title, message.props.when];
  const { plan, also } = message.props;
  const facts = [
    plan.liveDay.text,
    plan.liveDay.was,
    plan.nextMeeting?.when,
    plan.nextMeeting?.about,
    ...also,
  ];
  for (const step of plan.theirs) facts.push(step.title, step.who, step.by);
  for (const step of plan.yours) facts.push(step.title, step.by);
  if (message.kind === 'milestone-reached' || message.kind === 'milestone-moved')
    for (const stop of plan.line) facts.push(stop.name, stop.day);
  if (message.kind === 'milestone-moved')
    facts.push(message.props.from, message.props.to, message.props.effect);
  if (message.kind === 'milestone-changed') facts.push(message.props.says, message.props.because);
  if (message.kind === 'at-risk') facts.push(capital(message.props.because), message.props.effect);
  if (message.kind === 'at-risk' || message.kind === 'milestone-moved' || message.kind === 'day-moved')
    facts.push(message.props.ifSlips);
  if (message.kind === 'back-on-track') facts.push(message.props.because);
  if (message.kind === 'milestone-reopened') facts.push(message.props.because, message.props.by);
  if (message.kind === 'your-turn') facts.push(message.props.because, message.props.step.whatIsAsked);
  if (message.kind === 'day-moved') facts.push(message.props.from, message.props.to, message.props.because);
  if (message.kind === 'meeting') {
    const { title, when, elsewhere, was, venue, people } = message.props;
    facts.push(title, when, ...elsewhere, was, venue, people.join(', ') || undefined);
  }
  if (message.kind === 'meeting-recap') {
    const { title, decisions, doing, words, next, noNext, meeting, noMeeting } = message.props;
    facts.push(
      title,
      ...decisions,
      next?.title,
      noNext,
      meeting?.when,
      ...(meeting?.elsewhere ?? []),
      noMeeting,
    );
    for (const each of doing) facts.push(each.title, each.who, each.by);
    for (const each of words) facts.push(each.company, each.word, each.reason);
  }
  if (message.kind === 'taken-back') facts.push(message.props.says, message.props.now);
  if (message.kind === 'proposed-to-you') for (const { title } of message.props.proposals) facts.push(title);
  if (message.kind === 'answered') for (const { title } of message.props.answers) facts.push(title);
  if (message.kind === 'invitation')
    facts.push(message.props.asksOfYou, ...(message.props.note?.split('\n') ?? []));
  return facts.filter((fact) => fact !== undefined);
}
