import { randomUUID } from 'node:crypto';
import { planAccessFor } from '#app/auth/plan-access.server.ts';
import { createToken, secretFor } from '#app/auth/tokens.server.ts';
import { openPlan } from '#app/commands/open-plan.server.ts';
import { openSample } from '#app/commands/open-sample.server.ts';
import { makeSummaryLink, secretOfSummary } from '#app/commands/summary-link.server.ts';
import { addDays } from '#app/domain/day.ts';
import type { LetterAct } from '#app/domain/letter-act.ts';
import { findTemplate } from '#app/domain/templates/built-in.ts';
import * as paths from '#app/http/paths.ts';
import { useDatabase } from '#db/client.server.ts';
import { saveLetter } from '#db/letters.server.ts';
import { ensurePerson, saveMembership, saveWorkspace } from '#db/people.server.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import { signIn } from '#tests/support/signed-in.server.ts';
import { realToday, zone } from '#tests/support/stored-plan.server.ts';

export type Reader = 'owner' | 'buyer' | 'decider' | 'guest';
export interface SeenPage {
  reader: Reader;
  /** The route it belongs to, as the build names it. */
  route: string;
  path: string;
  status?: number;
}

/** A workspace with the sample deal and a draft, and every page there is of them, for each who reads it. */
export async function sampleTown(fresh: FreshDatabase): Promise<{
  pages: SeenPage[];
  cookie: (reader: Reader) => Promise<string | null>;
}> {
  useDatabase(fresh.database);
  const { db } = fresh.database;
  const workspaceId = randomUUID();
  await saveWorkspace(db, { id: workspaceId, name: 'Northwind' });
  const owner = await ensurePerson(db, {
    id: randomUUID(),
    address: 'maya@northwind.example',
    name: 'Maya Klein',
  });
  await saveMembership(db, {
    id: randomUUID(),
    workspaceId,
    personId: owner.id,
    side: 'seller',
    standing: 'owner',
  });
  const opener = {
    personId: owner.id,
    name: owner.name,
    workspaceId,
    workspaceName: 'Northwind',
    standing: 'owner' as const,
  };
  const [sample, draft] = [randomUUID(), randomUUID()];
  await openSample(opener, { planId: sample, zone });
  const template = findTemplate('short-plan');
  if (!template) throw new Error('The short template is there');
  await openPlan(opener, {
    planId: draft,
    template,
    buyerName: 'Oru Retail',
    objective: 'One till for every shop',
    whyNow: 'The old tills end in May',
    liveDay: addDays(realToday(), 80),
    zone,
  });
  const access = await planAccessFor(db, owner.id, sample);
  if (!access) throw new Error('Whoever opens the sample can reach it');
  const link = await makeSummaryLink(access, 30);
  if (!link.ok) throw new Error(link.error.sentence);
  const row = async (like: string) => {
    const [found] = await fresh.owner`select id from person where address like ${like}`;
    return String(found?.id);
  };
  const people: Record<Exclude<Reader, 'guest'>, string> = {
    owner: owner.id,
    buyer: await row(`dana.%`),
    decider: await row(`lena.%`),
  };
  const step = async (title: string) => {
    const [found] = await fresh.owner`select id from step where plan_id = ${sample} and title = ${title}`;
    if (!found) throw new Error(`The sample has no step called ${title}`);
    return String(found?.id);
  };
  const [late, approval, decided, ours, meeting] = await Promise.all([
    step('Security questionnaire sent to Tom'),
    step('Business case approved'),
    step('Exit criteria agreed'),
    step('Discount floor checked with finance'),
    step('Pricing walkthrough'),
  ]);
  const invitation = await createToken(db, {
    purpose: 'invitation',
    personId: people.buyer,
    workspaceId,
    planId: sample,
    invitedBy: owner.id,
  });
  const stop = await createToken(db, {
    ...{ purpose: 'stopLetters' as const, personId: people.buyer, workspaceId, planId: sample },
  });
  const fromLetter = async (act: LetterAct) => {
    const refs = { act, stepId: late, read: '' };
    const wanted = {
      purpose: 'letterAct' as const,
      personId: people.buyer,
      workspaceId,
      planId: sample,
      refs,
    };
    return paths.letterAct(secretFor('letterAct', (await createToken(db, wanted)).id));
  };
  const [stuck, newDay] = [await fromLetter('stuck'), await fromLetter('newDay')];
  const reply = randomUUID();
  const place = { stepId: late, onlyOurs: false, answers: null };
  await fresh.owner`insert into reply (id, key, person_id, workspace_id, plan_id, place, text, state, only_ours,
      received_at, due_at)
    values (${reply}, 'seen', ${people.buyer}, ${workspaceId}, ${sample}, ${fresh.owner.json(place)},
      'The form is half done.', 'waiting', false, now(), now() + interval '1 day')`;
  const onlyOurs = await createToken(db, {
    ...{ purpose: 'replyAct', personId: people.buyer, workspaceId, planId: sample },
    refs: { replyAct: 'onlyOurs', replyId: reply },
  });
  await saveLetter(db, {
    kind: 'invitation',
    personId: people.buyer,
    workspaceId,
    planId: sample,
    refs: { tokenId: invitation.id, time: 1, invitedBy: owner.id },
  });
  const ownTemplate = randomUUID();
  const { milestones } = template;
  await fresh.owner`insert into workspace_template (workspace_id, id, content)
    values (${workspaceId}, ${ownTemplate}, ${fresh.owner.json({ name: 'Freight', description: '', milestones } as never)})`;
  const letter = randomUUID();
  const frozen = {
    to: { name: 'Dana Ortiz', address: 'dana@acme.example' },
    from: { name: 'Maya at Northwind via Throughline', address: 'plans@northwind.example' },
    ...{ replyTo: 'maya@northwind.example', subject: 'Maya asks you for three things by 18 December' },
    ...{
      html: '<html lang="en"><title>Three things</title><p>Three things</p></html>',
      text: 'Three things',
    },
    headers: {},
  };
  await fresh.owner`insert into letter (id, kind, person_id, workspace_id, plan_id, state, send_after, first_tried_at,
      ended_at, frozen)
    values (${letter}, 'news', ${people.buyer}, ${workspaceId}, ${sample}, 'sent', now(), now(), now(),
      ${fresh.owner.json(frozen)})`;
  const of = (reader: Reader, route: string, path: string, status?: number): SeenPage => ({
    reader,
    route: `routes/${route}`,
    path,
    ...(status && { status }),
  });
  const plan = (reader: Reader): SeenPage[] => [
    of(reader, 'plans.$planId._index', paths.plan(sample)),
    of(reader, 'plans.$planId.people', paths.planPeople(sample)),
    of(reader, 'plans.$planId.activity', paths.planActivity(sample)),
    of(reader, 'plans.$planId.ask', paths.planAsk(sample)),
    of(reader, 'plans.$planId.add', paths.planAdd(sample)),
    of(reader, 'plans.$planId.add', paths.planAdd(sample, 'security-review')),
    of(reader, 'plans.$planId.decisions', paths.planDecisions(sample)),
    of(reader, 'plans.$planId.pace', paths.planPace(sample)),
    of(reader, 'plans.$planId.letters._index', paths.planLetters(sample)),
    of(reader, 'plans.$planId.unsettled', paths.planUnsettled(sample)),
    of(reader, 'plans.$planId.timeline', paths.planTimeline(sample)),
    of(reader, 'plans.$planId.summary', paths.planSummary(sample)),
    of(reader, 'plans.$planId.settings', paths.planSettings(sample)),
    of(reader, 'plans.$planId.steps.$stepId', paths.planStep(sample, late)),
    of(reader, 'plans.$planId.approve.$stepId', paths.planApprove(sample, approval)),
    of(reader, 'plans.$planId.meetings', paths.planMeetings(sample)),
    of(reader, 'plans.$planId.steps.$stepId_.brief', paths.meetingBrief(sample, meeting)),
    of(reader, 'plans.$planId.steps.$stepId_.meeting', paths.meetingScreen(sample, meeting)),
    of(reader, 'plans.$planId.steps.$stepId_.close', paths.meetingClose(sample, meeting)),
  ];
  return {
    pages: [
      ...plan('owner'),
      of('owner', 'plans.$planId.steps.$stepId', paths.planStep(sample, ours)),
      of('owner', 'plans.$planId.approve.$stepId', paths.planApprove(sample, decided)),
      of('owner', 'plans.$planId._index', paths.plan(draft)),
      of('owner', 'plans.$planId.timeline', `${paths.planTimeline(draft)}?scale=weeks`),
      of('buyer', 'plans.$planId.timeline', `${paths.planTimeline(sample)}?as=table`),
      of('owner', 'plans.$planId.share._index', paths.planShare(draft)),
      of('owner', 'plans._index', paths.plans()),
      of('owner', 'today', paths.today()),
      of('owner', 'plans.new', paths.newPlan()),
      of('owner', 'settings', paths.settings()),
      of('owner', 'settings_.stages', paths.stages()),
      of('owner', 'settings_.templates._index', paths.templates()),
      of('owner', 'settings_.templates.$templateId', paths.template(ownTemplate)),
      of('owner', 'plans.$planId.template', paths.planTemplate(sample)),
      of('owner', 'account', paths.account()),
      of('owner', 'plans.$planId.in-touch', paths.planInTouch(sample)),
      ...plan('buyer'),
      of('buyer', 'plans.$planId._index', paths.planWhole(sample)),
      of('buyer', 'plans.$planId.letters.$letterId', paths.planLetter(sample, letter)),
      of('buyer', 'account', paths.account()),
      of('buyer', 'plans.$planId.in-touch', paths.planInTouch(sample)),
      of('buyer', 'plans._index', paths.plans()),
      of('buyer', 'today', paths.today()),
      of('decider', 'plans.$planId.glance', paths.planGlance(sample)),
      of('decider', 'plans.$planId.approve.$stepId', paths.planApprove(sample, approval)),
      of('guest', 'sign-in._index', paths.signIn()),
      of('guest', 'summary.$token', paths.summaryLink(secretOfSummary(link.value.id))),
      of('guest', 'invitation.$token', paths.invitation(secretFor('invitation', invitation.id))),
      of('guest', 'invitation.$token', paths.invitation('nobody-knows-this'), 404),
      of('guest', 'act.$token', stuck),
      of('guest', 'act.$token', newDay),
      of('guest', 'in-touch.$token', paths.keepInTouch(secretFor('stopLetters', stop.id))),
      of('guest', 'replies.$token', paths.replyAct(secretFor('replyAct', onlyOurs.id))),
      of('guest', 'mailbox._index', paths.mailbox()),
    ],
    async cookie(reader) {
      if (reader === 'guest') return null;
      return (await signIn(fresh.owner, people[reader])).cookie;
    },
  };
}
