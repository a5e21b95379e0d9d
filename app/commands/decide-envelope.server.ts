import type { z } from 'zod';
import { loadHolidays } from '#app/calendar/holidays.server.ts';
import { applyChange } from '#app/domain/apply-change.ts';
import { type Change, layerOf } from '#app/domain/change.ts';
import {
  type Answer,
  type Conflict,
  type Context,
  type Decision,
  type Merged,
  type Refused,
  refuse,
} from '#app/domain/command.ts';
import { type CommandType, decide } from '#app/domain/decide.ts';
import { isProse, mergeText } from '#app/domain/merge-text.ts';
import { plainIssue } from '#app/domain/plain-issue.ts';
import { otherSide, type Plan, sideName } from '#app/domain/plan.ts';
import { can, type PlanAccess } from '#app/domain/policy.ts';
import { promiseFor } from '#app/domain/response-promise.ts';
import { isLaidOver, numberIn, numberOf, type Version } from '#app/domain/version.ts';
import { textWritten } from '#app/domain/written-text.ts';
import { decideUndo } from './decide-undo.server.ts';
import type { Deciding } from './deciding.ts';
import { type Envelope, registry, undoArgs } from './registry.ts';
import { writerOf } from './writer-of.server.ts';

export interface Decided {
  decision: Decision | Invalid;
  /** The text that was stored in place of the one that was sent: what somebody else wrote there meanwhile is in it too. */
  merged?: Merged;
}

/** Where two wrote in different places of one text, both stand; anything else that met another's is shown to a person. */
export async function decideBesideOthers(
  writing: Deciding,
  access: PlanAccess,
  envelope: Envelope,
  context: Context,
): Promise<Decided> {
  const decision = await decideOverOwn(writing, access, envelope, context);
  if (decision.kind !== 'conflict') return { decision };
  const { field, yours, version } = decision;
  const text = await mergedText(writing, decision, context.base[field] ?? 0);
  if (text === null) return { decision };
  // As they were read: `yours` is without the blanks around it, and would not be found among what was typed.
  const args = Object.entries(asRead(envelope) ?? {});
  const both = {
    ...envelope,
    args: Object.fromEntries(args.map(([name, value]) => [name, value === yours ? text : value])),
  };
  const base = { ...context.base, [field]: version };
  const again = await decideOverOwn(writing, access, both, { ...context, base });
  return again.kind === 'changes' ? { decision: again, merged: { field, text } } : { decision };
}

async function mergedText(
  { pending, past }: Deciding,
  { field, yours, current, layer }: Conflict,
  seen: Version,
): Promise<string | null> {
  if (!isProse(field) || typeof yours !== 'string' || typeof current !== 'string') return null;
  const n = numberIn(layer, seen);
  if (n === null) return null;
  const now = pending.events.find((event) => event.layer === layer && event.n === n);
  const event = now ?? (await past.eventAt(layer, n));
  const base = event && textWritten(event.body, field);
  return base === null ? null : mergeText(base, yours, current);
}

/**
 * A screen lays what was just typed over what it knows and numbers it past every event. Such a base vouches for the
 * sender's own words alone: where somebody else's stand there by now, the sender has not seen them.
 */
async function decideOverOwn(
  writing: Deciding,
  access: PlanAccess,
  envelope: Envelope,
  context: Context,
): Promise<Decision | Invalid> {
  const laidOver = new Set(Object.keys(context.base).filter((field) => isLaidOver(context.base[field] ?? 0)));
  const base = { ...context.base };
  for (const field of laidOver) base[field] = 0;
  for (;;) {
    const decided = await decideEnvelope(writing, access, envelope, { ...context, base });
    if (decided.kind !== 'conflict' || !laidOver.delete(decided.field)) return decided;
    const event = await writerOf(writing, decided.layer, numberOf(decided.version));
    if (event?.by !== access.personId) return decided;
    base[decided.field] = decided.version;
  }
}

type Invalid = Extract<Answer, { kind: 'invalid' }>;
const invalid = (error: z.ZodError): Invalid => ({
  kind: 'invalid',
  problems: error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
});

const onlyReads = refuse('notAllowed', 'You can read this plan, and not change it.');

async function decideEnvelope(
  writing: Deciding,
  access: PlanAccess,
  envelope: Envelope,
  context: Context,
): Promise<Decision | Invalid> {
  // Named by the other side and not let in yet: they read, and speak for nobody.
  const own = writing.plan.people.find((p) => p.id === access.stakeholderId);
  if (own && !own.admitted && envelope.type !== 'enterPlan') return notLetIn(writing.plan, access);
  if (envelope.type === 'undo') {
    const parsed = undoArgs.safeParse(envelope.args, { error: plainIssue });
    if (!parsed.success) return invalid(parsed.error);
    if (!can(access.standing, 'editPlan')) return onlyReads;
    return await decideUndo(writing, access, parsed.data.commandId, context);
  }
  const { ability } = registry[envelope.type];
  if (!can(access.standing, ability)) return onlyReads;
  const known = envelope.type === 'setCalendar' ? { holidaysOf: (await loadHolidays()).of } : {};
  return decideOne(writing.plan, envelope.type, envelope, { ...context, promiseFor, ...known });
}

function decideOne<T extends CommandType>(
  plan: Plan,
  type: T,
  envelope: Envelope,
  context: Context,
): Decision | Invalid {
  const parsed = registry[type].args.safeParse(envelope.args, { error: plainIssue });
  if (!parsed.success) return invalid(parsed.error);
  return decide(plan, type, parsed.data, context, envelope.confirmed);
}

const notLetIn = (plan: Plan, { side }: PlanAccess): Refused =>
  refuse('notAdmitted', `Who leads this at ${sideName(plan, side)} has to let you in first.`);

/** What the plan alone cannot tell: who has had a hand in a step, and how far somebody has been let in. */
export async function notTheirs(
  writing: Deciding,
  access: PlanAccess,
  list: Change[],
): Promise<Refused | null> {
  const { past, plan } = writing;
  let now = plan;
  for (const change of list) {
    if (!access.layers.includes(layerOf(now, change))) return notLetIn(plan, access);
    if (change.kind === 'stepHidden') {
      const across = otherSide(access.side);
      // Its fields are as old as it is, or younger: before the oldest of them both sides did not have it.
      const from = Math.min(...Object.values(change.step.versions));
      if (await past.hasTouched(across, change.step.id, from))
        return refuse(
          'seen',
          `${sideName(plan, across)} has had a hand in this step. It can be skipped or removed for both.`,
        );
    }
    now = applyChange(now, change, Number.MAX_SAFE_INTEGER);
  }
  return null;
}

/** Without what the database does not take; only what was read well can meet a conflict. */
export const asRead = ({ type, args }: Envelope): unknown =>
  type === 'undo' ? null : registry[type].args.parse(args);
