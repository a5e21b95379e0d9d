import { describe, expect, test } from 'vitest';
import { renderEmail } from '#emails/index.ts';
import { previewProps as invitation } from '#emails/invitation.tsx';
import { previewProps as reached } from '#emails/milestone-reached.tsx';
import { hasTricks } from '#emails/plain-words.ts';

test('a huge plan with huge names still fits, and counts what it leaves out', async () => {
  const title = 'Everything about the migration of everything '.repeat(60);
  const steps = Array.from({ length: 80 }, () => ({ title, who: title, by: 'Fri 18 Dec' }));
  const { html, text } = await renderEmail({
    kind: 'milestone-reached',
    props: {
      ...reached,
      plan: { ...reached.plan, yours: steps, theirs: steps },
      also: steps.map((step) => step.title),
    },
  });
  expect(Buffer.byteLength(html)).toBeLessThan(60_000);
  expect(text).toContain('and 74 more on the plan');
});

test('what people type is text: no markup, no forged header, nothing turned round', async () => {
  const nasty = '<script>alert(1)</script>\r\nBcc: x@evil.test \u202eevil';
  const { subject, html, text } = await renderEmail({
    kind: 'milestone-reached',
    props: { ...reached, happened: nasty, lastAct: nasty },
  });
  expect(subject).toContain('<script>alert(1)</script> Bcc: x@evil.test evil');
  expect(hasTricks(subject)).toBe(false);
  expect(html).not.toContain('<script>');
  expect(html).not.toContain('\u202e');
  expect(text).not.toContain('\u202e');
});

test('a very long subject is cut at a word', async () => {
  const { subject } = await renderEmail({
    kind: 'milestone-reached',
    props: { ...reached, happened: 'The long milestone '.repeat(40) },
  });
  expect(subject.length).toBeLessThanOrEqual(160);
  expect(subject).toMatch(/[a-z]…$/);
});

test('a placeholder for a secret survives in page and text, character for character', async () => {
  const url = 'https://plans.example/enter/{{secret:01939d6e}}?plan=a&from=letter';
  const { html, text } = await renderEmail({
    kind: 'invitation',
    props: { ...invitation, button: { label: 'See the plan', url } },
  });
  expect(html.split('{{secret:01939d6e}}')).toHaveLength(2);
  expect(text).toContain(url);
});

test('a link of any length is never shortened', async () => {
  const url = `https://plans.example/enter/${'a'.repeat(3_000)}`;
  const { text } = await renderEmail({
    kind: 'invitation',
    props: { ...invitation, button: { label: 'See the plan', url } },
  });
  expect(text).toContain(url);
});

test('the same letter renders to the same bytes', async () => {
  const message = { kind: 'milestone-reached' as const, props: reached };
  expect(await renderEmail(message)).toEqual(await renderEmail(message));
});

describe('the line', () => {
  test('says in words what it says in shape', async () => {
    const { html, text } = await renderEmail({ kind: 'invitation', props: invitation });
    expect(html).toContain('aria-label="not agreed yet"');
    expect(text).toContain('[ ] Case made, 18 Dec, not agreed yet');
    const later = await renderEmail({ kind: 'milestone-reached', props: reached });
    expect(later.html).toContain('aria-label="reached"');
    expect(later.text).toContain('[x] Fit proven, 20 Nov, reached');
  });

  test('goes down the page when its names are too long for a phone', async () => {
    const line = ['Requirements', 'Implementation', 'Internationalisation', 'Live'].map((name) => ({
      name,
      day: '18 Dec',
      reached: false,
      dashed: false,
    }));
    const { html } = await renderEmail({
      kind: 'milestone-reached',
      props: { ...reached, plan: { ...reached.plan, line } },
    });
    expect(html).not.toContain('table-layout:fixed');
    expect((await renderEmail({ kind: 'milestone-reached', props: reached })).html).toContain(
      'table-layout:fixed',
    );
  });
});

test('nothing waiting for the reader is said, not left out', async () => {
  const { text } = await renderEmail({
    kind: 'milestone-reached',
    props: { ...reached, plan: { ...reached.plan, yours: [], theirs: [] } },
  });
  expect(text).toContain('Yours, Dana: Nothing waits for you.');
});
