import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Template } from '#app/domain/template.ts';
import type { TemplateDraft } from '#app/domain/template-draft.ts';
import * as save from '#app/routes/plans.$planId.template/route.tsx';
import * as newPlan from '#app/routes/plans.new/route.tsx';
import * as list from '#app/routes/settings_.templates._index/route.tsx';
import * as editor from '#app/routes/settings_.templates.$templateId/route.tsx';
import { type TypedTemplate, typedFrom } from '#app/routes/settings_.templates.$templateId/template-form.ts';
import { openDoors, Visitor } from '#tests/auth/visitor.server.ts';
import { canaries, fillBothSides } from '#tests/proofs/support/private-things.server.ts';
import { buyerName, type CastMember, cast, dana, grace, lena, maya, tom } from '#tests/support/cast.ts';
import type { FreshDatabase } from '#tests/support/databases.server.ts';
import {
  agreeToAll,
  realToday,
  requireOk,
  type StoredPlan,
  storedPlan,
} from '#tests/support/stored-plan.server.ts';

/** Dana's own words, wherever she may write them; each is told from the others. */
const hers = (what: string) => `whinchat ${what}`;

let fresh: FreshDatabase;
let plan: StoredPlan;
let elsewhere: StoredPlan;

beforeAll(async () => {
  fresh = await openDoors();
  plan = await storedPlan(fresh.database, { buyers: [dana, lena, grace] });
  elsewhere = await storedPlan(fresh.database);
  for (const { planId } of [plan])
    for (const who of [maya, tom, dana])
      await fresh.owner`insert into membership (id, workspace_id, person_id, plan_id, side, stakeholder_id, entered_at, point_person)
        select gen_random_uuid(), workspace_id, person_id, plan_id, side, id, now(), point_person from stakeholder
        where plan_id = ${planId} and person_id = ${who.personId}
        on conflict do nothing`;
  // Maya belongs to one workspace alone; Tom's other one is somebody else's.
  await fresh.owner`delete from membership where workspace_id = ${elsewhere.workspaceId}`;
  await fillBothSides(plan, randomUUID);
  await write();
  return fresh.drop;
});

/** Everything a buyer may word that stands in shared steps, and names in the seller's own words. */
async function write(): Promise<void> {
  const ok = async (answer: Promise<Parameters<typeof requireOk>[0]>) => requireOk(await answer);
  const { id, send, load } = plan;
  await agreeToAll(plan);
  const step = {
    ...{
      id: randomUUID(),
      milestoneId: id('fit'),
      afterId: id('demo'),
      title: hers('title'),
      type: 'task' as const,
    },
    ...{ dueDay: null, ask: hers('ask'), doneWhen: hers('done'), owners: [], onlyOurs: false },
  };
  await ok(send(dana, 'addStep', step));
  await ok(send(dana, 'renameMilestone', { milestoneId: id('case'), name: hers('milestone') }));
  await ok(send(dana, 'changeStep', { stepId: id('workshop'), field: 'ifSlips', value: hers('slips') }));
  await ok(send(dana, 'changeStep', { stepId: id('workshop'), field: 'doneWhen', value: hers('once') }));
  await ok(
    send(maya, 'changeStep', {
      stepId: id('workshop'),
      field: 'doneWhen',
      value: `${hers('once')} and ours`,
    }),
  );
  await ok(send(dana, 'changeStep', { stepId: id('demo'), field: 'ask', value: hers('asked') }));
  const offer = (await load(maya)).offers.find((o) => o.bySide === 'buyer' && o.subject === 'step');
  if (offer) await ok(send(maya, 'acceptOffers', { offerIds: [offer.id] }));
  await ok(
    send(maya, 'changeStep', {
      stepId: id('rollout'),
      field: 'doneWhen',
      value: `Grace Adeyemi of ${buyerName} has it, grace@acme.example knows, Tom too`,
    }),
  );
}

const browserOf = (who: CastMember) => Visitor.of(fresh.owner, who.personId);

const at = () => ({ planId: plan.planId });
const path = () => `/plans/${plan.planId}/template`;
const edits = (templateId: string) => `/settings/templates/${templateId}`;
const kept = async (templateId: string): Promise<{ content: TemplateDraft; revision: number } | undefined> =>
  (
    await fresh.owner<{ content: TemplateDraft; revision: number }[]>`
      select content, revision from workspace_template where id = ${templateId}`
  )[0];

async function saved(who: CastMember = maya): Promise<string> {
  const templateId = randomUUID();
  const fields = { templateId, name: 'Freight', description: 'What went well.' };
  const { location } = await (await browserOf(who)).post(save, path(), fields, at());
  expect(location).toBe(edits(templateId));
  return templateId;
}

/** As the browser sends the form back. */
function asForm(
  typed: TypedTemplate,
  revision: number,
  more: Record<string, string> = {},
): Record<string, string> {
  const fields: Record<string, string> = {
    name: typed.name,
    description: typed.description,
    revision: String(revision),
    intent: 'save',
  };
  for (const [m, { name, steps }] of typed.milestones.entries()) {
    fields[`m.${m}.name`] = name;
    for (const [s, { owners, ...step }] of steps.entries()) {
      for (const [key, value] of Object.entries(step)) fields[`s.${m}.${s}.${key}`] = value;
      for (const [o, owner] of owners.entries()) fields[`s.${m}.${s}.owner.${o}`] = owner;
    }
  }
  return { ...fields, ...more };
}
const formOf = async (templateId: string, more: Record<string, string> = {}) => {
  const found = await kept(templateId);
  return asForm(typedFrom(found!.content), found!.revision, more);
};

describe('a plan saved as a template', () => {
  test('holds nothing that either side keeps to itself, no word of the buyer’s, no name and no address', async () => {
    const text = JSON.stringify((await kept(await saved()))?.content);
    for (const word of [canaries.seller, canaries.buyer, 'whinchat', buyerName, 'Acme', '@'])
      expect(text, word).not.toContain(word);
    for (const { name, personId } of cast) {
      for (const part of name.split(' ')) expect(text, part).not.toMatch(new RegExp(`\\b${part}\\b`));
      expect(text).not.toContain(personId);
    }
    for (const id of (await plan.load(maya)).steps.map((s) => s.id)) expect(text).not.toContain(id);
    expect(text).toContain('their legal of the company has it, their address knows');
  });

  test('says before it is saved what goes in, and how much of theirs stays', async () => {
    const { body } = await (await browserOf(tom)).get(save, path(), at());
    expect(body).toMatchObject({ leftOut: 1 });
    expect(JSON.stringify(body)).not.toMatch(/whinchat|nightjar|kingfisher/);
  });

  test('is nobody’s but the members’', async () => {
    expect((await (await browserOf(dana)).get(save, path(), at())).status).toBe(403);
    const fields = { templateId: randomUUID(), name: 'Hers', description: '' };
    expect((await (await browserOf(dana)).post(save, path(), fields, at())).status).toBe(403);
    const templateId = await saved();
    for (const route of [list, editor, newPlan])
      expect((await (await browserOf(dana)).get(route, edits(templateId), { templateId })).status).toBe(404);
  });

  test('the plan remembers nothing of it', async () => {
    const count = async () => (await fresh.owner`select count(*)::int as n from history`)[0]?.n;
    const before = await count();
    await saved();
    expect(await count()).toBe(before);
  });

  test('without a name is asked for one, and keeps what was typed', async () => {
    const fields = { templateId: randomUUID(), name: ' ', description: 'For freight.' };
    const { status, body } = await (await browserOf(maya)).post(save, path(), fields, at());
    expect(status).toBe(400);
    expect(body).toMatchObject({ initialValue: { description: 'For freight.' } });
  });
});

describe('a template of one’s own', () => {
  test('stands beside the others, and a new plan begins with it', async () => {
    const templateId = await saved();
    const maya_ = await browserOf(maya);
    const { body } = await maya_.get(newPlan, '/plans/new');
    const { templates } = body as { templates: Template[] };
    expect(templates.at(-1)).toMatchObject({ id: templateId, name: 'Freight' });
    const planId = randomUUID();
    const fields = {
      ...{ planId, company: 'Berg Optik', template: templateId, objective: '', whyNow: '', intent: 'open' },
      ...{ liveDay: `${Number(realToday().slice(0, 4)) + 1}-03-12`, zone: 'Europe/Berlin' },
    };
    expect((await maya_.post(newPlan, '/plans/new', fields)).location).toBe(`/plans/${planId}`);
    const steps = await fresh.owner`select title from step where plan_id = ${planId}`;
    const own = (await kept(templateId))?.content.milestones.flatMap((m) => m.steps.map((s) => s.title));
    expect(steps.map((s) => s.title).sort()).toEqual([...(own ?? [])].sort());
  });

  test('of another workspace is not there, to read, to change or to begin with', async () => {
    const templateId = randomUUID();
    const content = { name: 'Theirs', description: '', milestones: [] };
    await fresh.owner`insert into workspace_template (workspace_id, id, content)
      values (${elsewhere.workspaceId}, ${templateId}, ${fresh.owner.json(content)})`;
    const browser = await browserOf(maya);
    expect((await browser.get(editor, edits(templateId), { templateId })).status).toBe(404);
    expect(JSON.stringify((await browser.get(list, '/settings/templates')).body)).not.toContain('Theirs');
    const fields = await formOf(await saved());
    expect((await browser.post(editor, edits(templateId), fields, { templateId })).status).toBe(409);
    await browser.post(editor, edits(templateId), { intent: 'remove' }, { templateId });
    expect((await kept(templateId))?.content.name).toBe('Theirs');
  });

  test('is edited: words, days, what waits for what, and kept when it holds together', async () => {
    const templateId = await saved();
    const fields = await formOf(templateId, { name: 'Freight, short', 's.0.0.title': 'A first look' });
    const { location } = await (await browserOf(tom)).post(editor, edits(templateId), fields, { templateId });
    expect(location).toBe(`${edits(templateId)}?done=saved`);
    expect(await kept(templateId)).toMatchObject({ content: { name: 'Freight, short' }, revision: 2 });
  });

  test('what is wrong with it is said in sentences, and what was typed is there again', async () => {
    const templateId = await saved();
    const fields = await formOf(templateId, {
      's.0.0.title': '',
      's.0.1.offset': 'soon',
      's.0.1.after': 'demo',
    });
    const { status, body } = await (await browserOf(maya)).post(editor, edits(templateId), fields, {
      templateId,
    });
    expect(status).toBe(400);
    const { problems, typed } = body as { problems: string[]; typed: TypedTemplate };
    expect(problems).toContain('Step 1 has no title.');
    expect(problems).toContain('Step 2: write the numbers of the steps it waits for, such as 1, 2.');
    expect(problems.join()).not.toContain('NaN');
    expect(typed.milestones[0]?.steps[1]).toMatchObject({ offset: 'soon', after: 'demo' });
    expect((await kept(templateId))?.revision).toBe(1);
  });

  test('steps are moved, added and removed before it is saved, and nothing is kept until then', async () => {
    const templateId = await saved();
    const press = async (intent: string) => {
      const fields = await formOf(templateId, { intent, name: 'Half typed' });
      const { status, body } = await (await browserOf(maya)).post(editor, edits(templateId), fields, {
        templateId,
      });
      expect(status).toBe(200);
      return (body as { typed: TypedTemplate }).typed;
    };
    const before = typedFrom((await kept(templateId))!.content);
    const titles = (t: TypedTemplate) => t.milestones.flatMap((m) => m.steps.map((s) => s.title));
    expect(titles(await press('down.1')).slice(0, 2)).toEqual([...titles(before)].slice(0, 2).reverse());
    expect(titles(await press('without.1'))).toEqual(titles(before).slice(1));
    expect(titles(await press('add.0'))).toContain('');
    expect((await press('up.2')).name).toBe('Half typed');
    expect((await kept(templateId))?.content.name).toBe('Freight');
  });

  test('two who write at once: the second is told, keeps what they typed, and may insist', async () => {
    const templateId = await saved();
    const [first, second] = [
      await formOf(templateId, { name: 'First' }),
      await formOf(templateId, { name: 'Second' }),
    ];
    const post = async (who: CastMember, fields: Record<string, string>) =>
      (await browserOf(who)).post(editor, edits(templateId), fields, { templateId });
    await post(maya, first);
    const { status, body } = await post(tom, second);
    expect(status).toBe(409);
    const told = body as { problems: string[]; typed: TypedTemplate; revision: number };
    expect(told.problems[0]).toMatch(/^Somebody else saved this template while you had it open/);
    expect(told.typed.name).toBe('Second');
    expect((await kept(templateId))?.content.name).toBe('First');
    await post(tom, { ...second, revision: String(told.revision) });
    expect((await kept(templateId))?.content.name).toBe('Second');
  });

  test('is removed for good', async () => {
    const templateId = await saved();
    const browser = await browserOf(maya);
    expect(
      (await browser.post(editor, edits(templateId), { intent: 'remove' }, { templateId })).location,
    ).toBe('/settings/templates?done=removed');
    expect((await browser.get(editor, edits(templateId), { templateId })).status).toBe(404);
  });
});
