import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandTypes, registry } from '#app/commands/registry.ts';
import { addDays } from '#app/domain/day.ts';
import type { CommandType } from '#app/domain/decide.ts';
import type { Plan } from '#app/domain/plan.ts';
import * as paths from '#app/http/paths.ts';
import { type Answered, asker, formBody } from '#tests/proofs/support/ask.ts';
import { appSettings, type Stage, setStage } from '#tests/proofs/support/stage.server.ts';
import { type AppProcess, startApp } from '#tests/support/app-process.server.ts';
import { type CastMember, dana, maya } from '#tests/support/cast.ts';
import { type PaperForm, readPage } from '#tests/support/paper-forms.ts';
import { realToday, type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';
import { type Scene, scenes } from './command-scenes.ts';

let stage: Stage;
let app: AppProcess;
let ask: ReturnType<typeof asker>;
beforeAll(async () => {
  stage = await setStage();
  app = await startApp(stage.fresh.target, appSettings);
  ask = asker(app.url);
}, 300_000);
afterAll(async () => {
  ask?.close();
  await app?.stop();
  await stage?.fresh.drop();
});

const day = addDays(realToday(), 12);
/** So many parts of a page are opened in search of a form. */
const MOST_OPENINGS = 80;

async function findForm(
  session: string | undefined,
  start: string,
  wanted: (form: PaperForm) => boolean,
): Promise<PaperForm | undefined> {
  const [seen, waiting] = [new Set([start]), [start]];
  for (let path = waiting.shift(); path && seen.size <= MOST_OPENINGS; path = waiting.shift()) {
    const { status, text } = await ask(path, { session });
    expect(status, path).toBe(200);
    const { forms, openings } = readPage(text, path, day);
    const found = forms.find(wanted);
    if (found) return found;
    for (const next of openings)
      if (!seen.has(next)) {
        seen.add(next);
        waiting.push(next);
      }
  }
  return undefined;
}

const post = ({ action, fields }: PaperForm, session: string | undefined): Promise<Answered> =>
  ask(action, { method: 'POST', own: true, session, ...formBody(fields) });

/** Without the numbers that only ever grow, and without the order of what has none. */
function timeless(plan: Plan): unknown {
  const sorted = <T extends { id: string }>(list: T[]): T[] =>
    [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
  const steps = plan.steps.map((s) => ({
    ...s,
    owners: s.decidedBy === 'inOrder' ? s.owners : sorted(s.owners),
  }));
  const still = { ...plan, steps, offers: sorted(plan.offers), dependencies: sorted(plan.dependencies) };
  return JSON.parse(JSON.stringify(still, (key, value) => (key === 'versions' ? undefined : value)));
}
const asBothSee = async (plan: StoredPlan, by: CastMember) => ({
  own: timeless(await plan.load(by)),
  other: timeless(await plan.load(by === maya ? dana : maya)),
});

const isScene = (scene: (typeof scenes)[CommandType]): scene is Scene => 'page' in scene;
const byForm = commandTypes.flatMap((type) => {
  const scene = scenes[type];
  return isScene(scene) ? [{ type, scene }] : [];
});

describe('every command is posted by a form of a page, as without JavaScript, and taken back by one', () => {
  test.each(byForm)('$type', async ({ type, scene }) => {
    const plan = await storedPlan(stage.fresh.database, scene.plan);
    await scene.before?.(plan, stage.fresh);
    const session = await stage.sessionOf(scene.by.personId);
    const about = Object.entries(scene.about?.(plan) ?? {});
    const form = await findForm(
      session,
      scene.page(plan),
      ({ fields, fixed }) => fields.type === type && about.every(([key, value]) => fixed[key] === value),
    );
    if (!form) throw new Error(`No page of ${scene.by.name} has a form for ${type}`);
    for (const [name, value] of Object.entries(scene.fill ?? {}))
      if (name in form.fields) form.fields[name] = value;
    for (const name of Object.keys(form.fields)) if (scene.leaves?.test(name)) delete form.fields[name];
    const was = await asBothSee(plan, scene.by);

    const done = await post(form, session);
    expect(done.status, done.text.replace(/<[^>]+>/g, ' ').slice(0, 600)).toBe(303);
    expect(await asBothSee(plan, scene.by), 'what it changed').not.toEqual(was);

    const undo: PaperForm | undefined = await findForm(
      session,
      paths.planActivity(plan.planId),
      ({ fields, fixed }) => fields.type === 'undo' && fixed.commandId === form.fields.id,
    );
    if (scene.lasts) {
      expect(undo, 'offered though it cannot be taken back').toBeUndefined();
      expect(registry[type].undo, 'the reason is written down').not.toBe(true);
      const fields = {
        type: 'undo',
        id: crypto.randomUUID(),
        fixed: JSON.stringify({ commandId: form.fields.id }),
      };
      const refused = await post({ action: form.action, fields, fixed: {} }, session);
      expect(refused.text).toMatch(scene.lasts);
      return;
    }
    expect(registry[type].undo).toBe(true);
    if (!undo) throw new Error(`Activity offers no way back from ${type}`);
    expect((await post(undo, session)).status).toBe(303);
    expect(await asBothSee(plan, scene.by)).toEqual(was);
  });
});

const elsewhere = commandTypes.flatMap((type) => {
  const scene = scenes[type];
  return isScene(scene) ? [] : [{ type, scene }];
});

describe('what is carried out together with more than a plan has a form of its own', () => {
  test.each(elsewhere)('$type', async ({ type, scene }) => {
    const plan = await storedPlan(stage.fresh.database, scene.plan);
    const session = scene.isDoor ? undefined : await stage.sessionOf(scene.by.personId);
    const page = await scene.madeAt(plan, stage.fresh.database);
    const form = await findForm(session, page, ({ fields }) => scene.holds.every((name) => name in fields));
    if (!form) throw new Error(`No page of ${scene.by.name} has a form for ${type}`);
    expect(registry[type].undo, 'the reason is written down').not.toBe(true);
    if (scene.isDoor) return;
    const was = timeless(await plan.load(scene.by));
    const done = await post(
      { ...form, action: form.action || page, fields: { ...form.fields, ...scene.fill } },
      session,
    );
    expect(done.status, done.text.replace(/<[^>]+>/g, ' ').slice(0, 600)).toBeLessThan(400);
    expect(timeless(await plan.load(scene.by)), 'what it changed').not.toEqual(was);
  });

  test('and is not taken as a command of a plan', async () => {
    const session = await stage.sessionOf(maya.personId);
    for (const { type } of elsewhere) {
      if (registry[type].screen !== 'inside') continue;
      const fields = { type, id: crypto.randomUUID(), fixed: '{}' };
      const answer = await post({ action: paths.planChange(stage.plan.planId), fields, fixed: {} }, session);
      expect(answer.status, type).toBe(400);
    }
  });
});
