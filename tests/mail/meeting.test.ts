import { randomUUID } from 'node:crypto';
import ICAL from 'ical.js';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays } from '#app/domain/day.ts';
import type { Outgoing } from '#app/mail/mailer.server.ts';
import { resendMailer } from '#app/mail/resend.server.ts';
import { smtpMailer } from '#app/mail/smtp.server.ts';
import { saveLettersStopped } from '#db/people.server.ts';
import { dana, maya, tom } from '#tests/support/cast.ts';
import { type FreshDatabase, freshDatabase } from '#tests/support/databases.server.ts';
import { startSmtpServer } from '#tests/support/smtp-server.server.ts';
import { realToday, requireOk, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';
import { aLetter } from './a-letter.ts';
import { type MailStand, mailStand } from './mail-stand.server.ts';

let fresh: FreshDatabase;
let stand: MailStand;
let plan: StoredPlan;
let stepId: string;
beforeAll(async () => {
  fresh = await freshDatabase();
  stand = mailStand(fresh.database);
  return fresh.drop;
});

const at = { time: '15:00', zone: 'Europe/Berlin', minutes: 45 };
const dueDay = addDays(realToday(), 9);
const rowOf = (who: typeof maya) => plan.access(who).stakeholderId ?? '';
const move = (who: typeof maya, time: string, day = dueDay) =>
  plan.send(who, 'rescheduleStep', { stepId, dueDay: day, at: { ...at, time } });
const attend = (...who: (typeof maya)[]) =>
  plan.send(maya, 'changeStep', { stepId, field: 'attendees', value: who.map(rowOf) });

/** What went to a calendar, as its owner's mail program has it. */
const invitations = (who: typeof maya): { method: string; sequence: number; uid: string; start: string }[] =>
  stand.to(who.address).flatMap((letter) => {
    if (!letter.calendar) return [];
    const root = new ICAL.Component(ICAL.parse(letter.calendar.text) as string);
    const event = new ICAL.Event(root.getFirstSubcomponent('vevent') ?? undefined);
    expect(root.getFirstPropertyValue('method')).toBe(letter.calendar.method);
    return [
      {
        method: letter.calendar.method,
        sequence: event.sequence,
        uid: event.uid,
        start: event.startDate.toJSDate().toISOString(),
      },
    ];
  });

describe('a meeting of Maya’s, with Dana', () => {
  beforeEach(async () => {
    plan = await storedPlan(fresh.database);
    stepId = randomUUID();
    requireOk(
      await plan.send(maya, 'addStep', {
        ...{ id: stepId, milestoneId: plan.id('fit'), afterId: null, title: 'The demo', type: 'meeting' },
        ...{ dueDay, ask: '', doneWhen: '', onlyOurs: false },
        owners: [{ side: 'seller', role: null, stakeholderId: rowOf(maya) }],
      }),
    );
    requireOk(await attend(maya, dana));
    requireOk(await move(maya, '15:00'));
    await stand.post();
  });

  test('is in Dana’s calendar at once, then at its new time, then no more', async () => {
    const [set] = invitations(dana);
    expect(set).toMatchObject({ method: 'REQUEST', sequence: 0, uid: `${stepId}@plans.test` });
    requireOk(await move(maya, '16:30'));
    await stand.post();
    requireOk(await plan.send(maya, 'removeStep', { stepId }));
    await stand.post();
    expect(invitations(dana).map(({ method, sequence, uid }) => [method, sequence, uid])).toEqual([
      ['REQUEST', 0, set?.uid],
      ['REQUEST', 1, set?.uid],
      ['CANCEL', 2, set?.uid],
    ]);
    const subjects = stand
      .to(dana.address)
      .filter((l) => l.calendar)
      .map((l) => l.subject);
    expect(subjects.map((words) => words.split(/[ ,]+/).slice(0, 3).join(' '))).toEqual([
      expect.stringMatching(/^Meeting /),
      'Meeting moved to',
      'Meeting called off',
    ]);
    // Whoever does it hears nothing of it while their calendar had nothing from us.
    expect(invitations(maya)).toEqual([]);
    stand.empty();
  });

  test('told twice in one breath is one letter, and what came back to what it was is none', async () => {
    stand.empty();
    requireOk(await move(maya, '16:00'));
    requireOk(await move(maya, '15:00'));
    await stand.post();
    expect(invitations(dana)).toEqual([]);
    requireOk(await move(maya, '16:00'));
    requireOk(await plan.send(maya, 'changeStep', { stepId, field: 'venue', value: 'Room 5' }));
    await stand.post();
    expect(invitations(dana).map(({ sequence }) => sequence)).toEqual([1]);
    stand.empty();
  });

  test('leaves the calendar of who does not come any more, and of nobody else', async () => {
    requireOk(await attend(maya, dana, tom));
    await stand.post();
    stand.empty();
    requireOk(await attend(maya, tom));
    await stand.post();
    expect(invitations(dana).map(({ method }) => method)).toEqual(['CANCEL']);
    expect(invitations(tom)).toMatchObject([{ method: 'REQUEST', sequence: 1 }]);
    stand.empty();
  });

  test('kept to one side leaves the other side’s calendar, and what happens to it then stays there', async () => {
    stand.empty();
    const hidden = await plan.send(maya, 'hideStep', { stepId });
    requireOk(hidden);
    await stand.post();
    expect(invitations(dana).map(({ method, sequence }) => [method, sequence])).toEqual([['CANCEL', 1]]);
    stand.empty();
    requireOk(await move(maya, '11:00'));
    requireOk(await plan.send(maya, 'changeStep', { stepId, field: 'venue', value: 'The secret room' }));
    await stand.post();
    expect(stand.to(dana.address)).toEqual([]);
    // Shown again, it comes back with the next number.
    requireOk(await plan.send(maya, 'revealStep', { stepId }));
    await stand.post();
    expect(invitations(dana).map(({ method, sequence }) => [method, sequence])).toEqual([['REQUEST', 2]]);
    stand.empty();
  });

  test('leaves the calendar of who has been taken off the plan, and nothing goes there after it', async () => {
    requireOk(await attend(maya, dana, tom));
    await stand.post();
    stand.empty();
    requireOk(await plan.send(maya, 'removeStakeholder', { stakeholderId: rowOf(tom) }));
    // Before its letter goes: what they had been sent is what is taken back, and not what it has become.
    requireOk(await plan.send(maya, 'changeStep', { stepId, field: 'title', value: 'Canary: without Tom' }));
    requireOk(await move(maya, '17:00'));
    await stand.post();
    expect(invitations(tom)).toMatchObject([{ method: 'CANCEL', sequence: 1, uid: `${stepId}@plans.test` }]);
    const [last, ...more] = stand.to(tom.address);
    expect(more).toEqual([]);
    expect(last?.subject).toMatch(/^Not in your calendar any more, .*: The demo$/);
    expect(JSON.stringify(last)).not.toContain('Canary');
    expect(JSON.stringify(last)).not.toContain(plan.planId);
    expect(invitations(dana)).toHaveLength(1);
    stand.empty();
    requireOk(await move(maya, '18:00'));
    await stand.post();
    expect(stand.to(tom.address)).toEqual([]);
    stand.empty();
  });

  test('who was taken off and never had it in their calendar gets nothing', async () => {
    stand.empty();
    requireOk(await plan.send(maya, 'removeStakeholder', { stakeholderId: rowOf(tom) }));
    await stand.post();
    expect(stand.to(tom.address)).toEqual([]);
    stand.empty();
  });

  test('who was taken off and had stopped letters gets nothing', async () => {
    requireOk(await attend(maya, dana, tom));
    await stand.post();
    stand.empty();
    const on = { workspaceId: plan.workspaceId, planId: plan.planId, personId: tom.personId };
    await saveLettersStopped(fresh.database.db, on, true);
    requireOk(await plan.send(maya, 'removeStakeholder', { stakeholderId: rowOf(tom) }));
    await stand.post();
    expect(stand.to(tom.address)).toEqual([]);
    stand.empty();
  });

  test('who was taken off after what moved it was refused has it taken out as it stands there', async () => {
    requireOk(await attend(maya, dana, tom));
    await stand.post();
    const [set] = invitations(tom);
    stand.empty();
    const keeping = stand.room.mailer;
    stand.use({
      kind: 'resend',
      send: () => Promise.resolve({ ok: false, failure: 'permanent', reason: 'Refused' }),
    });
    requireOk(await move(maya, '16:00'));
    await stand.post();
    stand.use(keeping);
    requireOk(await plan.send(maya, 'removeStakeholder', { stakeholderId: rowOf(tom) }));
    await stand.post();
    expect(invitations(tom)).toEqual([{ ...set, method: 'CANCEL', sequence: 2 }]);
    stand.empty();
  });

  test('who was taken off and was refused the only letter about it gets nothing', async () => {
    const keeping = stand.room.mailer;
    stand.use({
      kind: 'resend',
      send: () => Promise.resolve({ ok: false, failure: 'permanent', reason: 'Refused' }),
    });
    requireOk(await attend(maya, dana, tom));
    await stand.post();
    stand.use(keeping);
    requireOk(await plan.send(maya, 'removeStakeholder', { stakeholderId: rowOf(tom) }));
    await stand.post();
    expect(stand.to(tom.address)).toEqual([]);
    stand.empty();
  });

  test('tried again, it is the same bytes and the same number', async () => {
    stand.empty();
    const seen: Outgoing[] = [];
    const keeping = stand.room.mailer;
    stand.use({
      kind: 'resend',
      send: async (outgoing) => {
        seen.push(outgoing);
        return { ok: false, failure: 'temporary', reason: 'Not now', mayHaveIt: true };
      },
    });
    requireOk(await move(maya, '12:00'));
    await stand.post();
    stand.use(keeping);
    stand.wait(3_600);
    await stand.post();
    const again = stand.to(dana.address).find((letter) => letter.calendar);
    const first = seen.find((letter) => letter.to.address === dana.address && letter.calendar);
    expect(JSON.stringify(again)).toBe(JSON.stringify(first));
    stand.empty();
  });
});

describe('the file', () => {
  const calendar = { method: 'REQUEST' as const, text: 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR' };
  test('goes through a mail server as a part that calendars know, and as a file', async () => {
    const server = await startSmtpServer();
    expect(await smtpMailer({ url: server.url }).send(aLetter({ calendar }))).toMatchObject({ ok: true });
    const parts = server.delivered[0]?.mail.attachments ?? [];
    expect(parts.map(({ mimeType }) => mimeType)).toContain('text/calendar');
    expect(parts.some(({ filename }) => filename === 'meeting.ics')).toBe(true);
    for (const { content } of parts) expect(textOf(content)).toContain('METHOD:REQUEST');
    await server.stop();
  });
  test('goes through Resend as an attachment with its method', async () => {
    let body: Record<string, unknown> = {};
    const { createServer } = await import('node:http');
    const http = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
        response.setHeader('content-type', 'application/json').end('{"id":"x"}');
      });
    });
    await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
    const address = http.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const mailer = resendMailer({ apiKey: 're_x', baseUrl: `http://127.0.0.1:${port}` });
    expect(await mailer.send(aLetter({ calendar }))).toMatchObject({ ok: true });
    expect(body.attachments).toEqual([
      {
        filename: 'meeting.ics',
        content: Buffer.from(calendar.text).toString('base64'),
        content_type: 'text/calendar; charset=utf-8; method=REQUEST',
      },
    ]);
    await new Promise((done) => http.close(done));
  });
});

const textOf = (content: string | ArrayBuffer | Uint8Array): string =>
  typeof content === 'string' ? content : Buffer.from(content as ArrayBuffer).toString();
