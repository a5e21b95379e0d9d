import { beforeAll, describe, expect, it } from 'vitest';
import { startSession } from '#app/auth/lucia.server.ts';
import { commandTypes } from '#app/commands/registry.ts';
import type { Plan } from '#app/domain/plan.ts';
import { loader } from '#app/routes/plans.$planId.steps.$stepId/route.tsx';
import { StepPanel } from '#app/routes/plans.$planId.steps.$stepId/step-panel.tsx';
import { db } from '#db/client.server.ts';
import { openDoors, Visitor } from '#tests/auth/visitor.server.ts';
import { type CastMember, dana, lena, maya, tom } from '#tests/support/cast.ts';
import {
  anOffer,
  aPlan,
  aStep,
  on,
  ownedBy,
  placeholder,
  stepIn,
  waits,
} from '#tests/support/plan-builder.ts';
import { type StoredPlan, storedPlan } from '#tests/support/stored-plan.server.ts';
import { type VisitOptions, visit } from './plan-visit.tsx';

const path = '/plans/plan/steps/form';
const form = aStep('form', {
  title: 'Form sent',
  ask: 'Send Tom the form.',
  doneWhen: 'Tom can open it.',
  dueDay: on('2026-11-26'),
  versions: { doneWhen: 3, status: 5 },
});
const see = (plan: Plan, who: CastMember, options: VisitOptions = {}) =>
  visit(<StepPanel step={stepIn(plan, 'form')} past={[]} />, plan, who, { path, ...options });

describe('the page of a step', () => {
  const plan = aPlan({ steps: [form] });

  it('says where it is, whose it is, its day, what is asked and when it is done', () => {
    const { words, html } = see(plan, dana);
    expect(words).toContain('fit, your step');
    expect(words).toContain('Agreed day Thu 26 Nov 1 day late');
    expect(words).toContain('Send Tom the form.');
    expect(words).toContain('Tom can open it.');
    expect(html.match(/<h1/g)).toHaveLength(1);
  });
  it('shows the agenda of a meeting, written as other texts are, and none of anything else', () => {
    const meeting = { ...form, type: 'meeting' as const, agenda: 'Prices' };
    const talk = aPlan({ steps: [meeting] });
    expect(see(talk, dana).words).toContain('Agenda Prices');
    const writing = see(talk, dana, { path: `${path}?open=agenda` }).form(
      'changeStep',
      ({ args }) => args.field === 'agenda',
    );
    expect(writing?.base).toEqual({ agenda: 0 });
    expect(see(plan, dana).words).not.toContain('Agenda');
  });
  it('gives its hand Done, New day and I’m stuck', () => {
    expect(see(plan, dana).ways).toEqual(
      expect.arrayContaining(['Done: Form sent', 'New day: Form sent', "I'm stuck: Form sent"]),
    );
  });
  it('draws Done as the one black button where it can be done now, and nowhere else', () => {
    const looks = (of: Plan, who: CastMember) =>
      /<button[^>]*aria-label="Done: Form sent"[^>]*>/.exec(see(of, who).html)?.[0] ?? '';
    expect(looks(plan, dana)).toMatch(/primary/);
    const open = aStep('demo', { dueDay: on('2026-11-25') });
    const blocked = aPlan({ steps: [open, form], dependencies: [waits('form', 'demo')] });
    expect(looks(blocked, dana)).toMatch(/Done/);
    expect(looks(blocked, dana)).not.toMatch(/primary/);
    const own = { ...form, layer: 'seller' as const, agreement: 'outline' as const, owners: ownedBy(maya) };
    const draft = aPlan({ layer: 'seller', steps: [own] });
    expect(looks(draft, maya)).not.toMatch(/primary/);
  });
  it('asks its owner whether a day nobody has spoken of for long is still right, and nobody else', () => {
    const far = aStep('form', { title: 'Form sent', dueDay: on('2027-02-26') });
    const of = (who: CastMember, iso: string, over: Partial<typeof far> = {}) => {
      const past = [{ iso, onlyOurs: false, commandId: 'c', face: '', name: 'Dana', phrase: [], how: null }];
      const of = aPlan({ steps: [{ ...far, ...over }] });
      return visit(
        <StepPanel
          step={stepIn(of, 'form')}
          past={past.map((p) => ({ ...p, when: '', saidNo: false })) as never}
        />,
        of,
        who,
        { path },
      );
    };
    const asked = of(dana, '2026-10-12T09:00:00Z');
    expect(asked.words).toContain('Nobody has said anything about it since Mon 12 Oct');
    expect(asked.form('confirmStep')?.args).toEqual({ stepId: 'form', dueDay: '2027-02-26' });
    expect(of(maya, '2026-10-12T09:00:00Z').form('confirmStep')).toBeUndefined();
    expect(of(dana, '2026-11-20T09:00:00Z').form('confirmStep')).toBeUndefined();
    const said = { confirmedOn: on('2026-11-20'), versions: { dueDay: 1, confirmedOn: 2 } };
    expect(of(dana, '2026-10-12T09:00:00Z', said).form('confirmStep')).toBeUndefined();
    expect(of(maya, '2026-10-12T09:00:00Z', said).words).toContain('Checked on Fri 20 Nov');
  });
  it('gives the other side another day to suggest, and nothing to tick, skip or remove', () => {
    const { ways, words } = see(plan, maya);
    expect(words).toContain("fit, Dana's step");
    expect(ways).toContain('Suggest another day');
    for (const way of ['Done: Form sent', "I'm stuck: Form sent", 'Skip this step', 'Remove this step'])
      expect(ways).not.toContain(way);
  });
  it('changes a text from the version it was read at', () => {
    const reword = see(plan, dana, { path: `${path}?open=doneWhen` }).form(
      'changeStep',
      (f) => f.args.field === 'doneWhen',
    );
    expect(reword?.base).toEqual({ doneWhen: 3 });
    expect(reword?.html).toContain('Tom can open it.</textarea>');
  });
  it('says so when two people wrote at once, and keeps the reader’s words', () => {
    const args = { stepId: 'form', field: 'doneWhen', value: 'Tom has one person to ask.' };
    const { html, words } = see(plan, dana, {
      troubles: {
        'changeStep:form:doneWhen': {
          kind: 'conflict',
          field: 'doneWhen',
          yours: args.value,
          current: 'Tom can open it.',
          version: 3,
          by: 'Maya Klein',
          at: null,
          envelope: { id: 'c', type: 'changeStep', args, base: {}, confirmed: false },
        },
      },
    });
    expect(words).toContain('Somebody else wrote there first. What you wrote is kept. See both');
    expect(html).toContain('Tom has one person to ask.</textarea>');
  });
  it('says who decides an approval, and has no tick for anybody', () => {
    const approval = aPlan({ steps: [{ ...form, type: 'approval', owners: ownedBy(lena) }] });
    for (const who of [dana, lena, maya]) {
      const { words, form: formOf } = see(approval, who);
      expect(words).toContain(who === lena ? 'You decide this.' : 'Lena Hoff decides this.');
      expect(formOf('completeStep')).toBeUndefined();
    }
  });
  it('lets only the approving side skip an approval', () => {
    const approval = aPlan({ steps: [{ ...form, type: 'approval', owners: ownedBy(lena) }] });
    expect(see(approval, lena).form('skipStep')).toBeDefined();
    expect(see(approval, maya).form('skipStep')).toBeUndefined();
  });
  it('asks before what is not agreed can be done, and goes on with what is', () => {
    const offered = aPlan({ steps: [{ ...form, agreement: 'proposed' }], offers: [anOffer('form')] });
    expect(see(offered, dana).ways).toContain('Fine: Form sent');
    expect(see(offered, dana).form('completeStep')).toBeUndefined();
    expect(see(offered, dana).words).toContain('Offered day');
    const moved = anOffer('form', { terms: { field: 'dueDay', value: on('2026-12-18') } });
    const asked = see(aPlan({ steps: [form], offers: [moved] }), dana);
    expect(asked.words).toContain('Suggested day Fri 18 Dec You answer');
    expect(asked.form('completeStep')).toBeDefined();
    expect(asked.ways).toContain('No: Form sent');
    expect(see(offered, dana).ways).toContain('Not me: Form sent');
  });
  it('lets whoever asked take it back, and says who answers', () => {
    const offered = aPlan({ steps: [{ ...form, agreement: 'proposed' }], offers: [anOffer('form')] });
    const { words, ways } = see(offered, maya);
    expect(words).toContain('Dana answers.');
    expect(ways).toContain('Take back');
    expect(ways).not.toContain('Fine: Form sent');
  });
  it('names what it waits for and what follows, and offers no wait that goes in a circle', () => {
    const steps = [form, aStep('before', { owners: ownedBy(tom) }), aStep('next'), aStep('free')];
    const chained = aPlan({ steps, dependencies: [waits('form', 'before'), waits('next', 'form')] });
    const { words, form: formOf, ways } = see(chained, dana);
    expect(words).toContain('Waits for “before”.');
    expect(words).toContain('What follows next');
    expect(ways).toContain('Do not wait for before');
    const choices = formOf('addDependency')?.html ?? '';
    expect(choices).toContain('value="free"');
    expect(choices).not.toContain('value="next"');
    expect(choices).not.toContain('value="form"');
  });
  it('asks the other side where a step is handed across, and hands it on within one’s own', () => {
    const { forms } = see(plan, dana);
    const handing = forms.filter((f) => f.type === 'assignStep' && f.args.ownerId === 'owner-dana');
    const words = handing.map((f) => [f.args.side, /<button[^>]*>([^<]*)/.exec(f.html)?.[1]]);
    expect(words).toContainEqual(['buyer', 'Hand over']);
    expect(words).toContainEqual(['seller', 'Ask Northwind']);
  });
  it('asks for a name where only a role has it', () => {
    const nameless = aPlan({ steps: [{ ...form, owners: [placeholder('buyer', 'finance')] }] });
    const { words, ways } = see(nameless, dana);
    expect(words).toContain('Name needed');
    expect(ways).toContain('Name somebody: Acme Freight finance');
  });
  it('shows a private step’s owner only people of its side, and the way to show it to both', () => {
    const secret = aPlan({ steps: [{ ...form, layer: 'buyer' }] });
    const { forms, ways, words } = see(secret, dana);
    expect(words).toContain('Only Acme Freight sees this step now.');
    expect(ways).toContain('Propose to Northwind');
    expect(forms.filter((f) => f.type === 'assignStep').every((f) => f.args.side === 'buyer')).toBe(true);
  });
  it('offers an ended step to be opened again, and says why it was skipped', () => {
    const skipped = {
      ...form,
      status: 'skipped' as const,
      statusReason: 'Sent last year',
      endedOn: on('2026-11-20'),
    };
    const { words, ways } = see(aPlan({ steps: [skipped] }), dana);
    expect(words).toContain('Skipped on Fri 20 Nov: Sent last year');
    expect(ways).toContain('Open it again');
    expect(ways).not.toContain('Done: Form sent');
  });
  it('shows a reader who may not change the plan everything, and no form', () => {
    const { forms, words } = see(plan, maya, { reader: { canEdit: false } });
    expect(forms).toEqual([]);
    expect(words).toContain('Send Tom the form.');
  });
  it('posts every form without JavaScript and comes back here; a removed step leads to the plan', () => {
    for (const one of see(plan, dana).forms) {
      expect(one.action).toBe('/plans/plan/change');
      expect(commandTypes).toContain(one.type);
      expect(one.back).toBe(one.type === 'removeStep' ? '/plans/plan' : path);
    }
  });
});

describe('the address of a step', () => {
  let plan: StoredPlan;
  const visitor = new Visitor();
  const absent = '00000000-0000-4000-8000-000000000000';
  const at = (stepId: string) =>
    visitor.get({ loader }, `/plans/${plan.planId}/steps/${stepId}`, { planId: plan.planId, stepId });

  beforeAll(async () => {
    const fresh = await openDoors();
    plan = await storedPlan(fresh.database, {
      milestones: [
        {
          key: 'fit',
          steps: [
            { key: 'demo', owners: [dana], dueIn: 3 },
            { key: 'floor price', owners: [maya], dueIn: 4, withheld: true },
          ],
        },
      ],
    });
    await startSession(db, { personId: dana.personId, level: 'signedIn', secret: 'a-secret' });
    visitor.cookies.set('tl', 'a-secret');
    return fresh.drop;
  });

  it('shows a step its reader may see', async () => {
    expect(await at(plan.id('demo'))).toMatchObject({
      status: 200,
      body: { past: [{ name: 'Maya', phrase: ['asked for ', { name: 'demo' }] }] },
    });
  });
  it('answers the same for a hidden step, a missing one and what is no id at all', async () => {
    const missing = await at(absent);
    expect(missing.status).toBe(404);
    expect(await at(plan.id('floor price'))).toEqual(missing);
    expect(await at('nonsense')).toEqual(missing);
  });
  it('asks for an entrance of its own', async () => {
    const stranger = await new Visitor().get({ loader }, `/plans/${plan.planId}/steps/${absent}`, {
      planId: plan.planId,
      stepId: absent,
    });
    expect(stranger.status).not.toBe(200);
  });
});
