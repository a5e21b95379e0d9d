/** What the page of a link in a letter says: about its one step as both sides share it, and about nothing else. */
import { letterAccessFor } from '#app/auth/plan-access.server.ts';
import type { CurrentSession } from '#app/auth/session.server.ts';
import { findToken } from '#app/auth/tokens.server.ts';
import { mustAsk } from '#app/domain/agreement.ts';
import type { Actor } from '#app/domain/command.ts';
import { type Day, dayOf, shortDay } from '#app/domain/day.ts';
import {
  actsOn,
  askedAbout,
  type LetterAct,
  type LetterActRefs,
  readBefore,
} from '#app/domain/letter-act.ts';
import { findStep, type Offer, type Plan, type Step, sideName } from '#app/domain/plan.ts';
import { offerSentence } from '#app/domain/plan-words.ts';
import { can, type PlanAccess } from '#app/domain/policy.ts';
import { database, type Tx } from '#db/client.server.ts';
import { digestOfValue } from '#db/hash-chain.server.ts';
import { isTakenBack } from '#db/known-commands.server.ts';
import { findPerson, findWorkspace } from '#db/people.server.ts';
import { loadPlan } from '#db/plans.server.ts';
import { setScope } from '#db/scope.server.ts';
import type { FoundToken } from '#db/tokens.server.ts';

interface Whose {
  /** The workspace. */
  brand: string;
  reader: string;
  act: LetterAct;
  /** Where the plan asks whoever comes to sign in. */
  planId: string;
}

export interface StepShown {
  id: string;
  title: string;
  dueDay: Day | null;
  day: string | null;
  ask: string;
  doneWhen: string;
  stuckOn: string | null;
  /** "Maya suggests 18 instead of 14 December." */
  asked: string | null;
}

export type LetterPage =
  | { kind: 'unknown' }
  | (Whose & { kind: 'expired' | 'notOnPlan' })
  | (Whose & { kind: 'somebodyElse'; hereAs: string })
  | (Whose & { kind: 'used'; title: string | null; takenBack: boolean; canUndo: boolean })
  | (Whose & { kind: 'over'; title: string | null; isDone: boolean })
  | (Whose & {
      kind: 'asks';
      company: string;
      step: StepShown;
      /** A day is a question to the other side, and no promise. */
      isQuestion: boolean;
      /** A digest of what is shown here, and whether the letter said something else. */
      read: string;
      changed: boolean;
    });

/** A link that its reader may still use, or look at what it did. */
export interface Standing {
  kind: 'standing';
  token: FoundToken;
  refs: LetterActRefs;
  access: PlanAccess;
  whose: Whose;
  /** As both sides share it. */
  plan: Plan;
  step: Step | undefined;
}

/** Looking changes nothing, whoever looks and however often. */
export const readLetterAct = (secret: string, session: CurrentSession | undefined): Promise<LetterPage> =>
  database().transaction(
    async (tx) => {
      const found = await standingOf(tx, secret, session);
      return found.kind === 'standing' ? await pageOf(tx, found) : found;
    },
    { isolation: 'repeatable read', readOnly: true },
  );

export async function standingOf(
  tx: Tx,
  secret: string,
  session: CurrentSession | undefined,
): Promise<Standing | Exclude<LetterPage, { kind: 'used' | 'over' | 'asks' }>> {
  const token = await findToken(tx, 'letterAct', secret);
  if (!token?.personId || !token.workspaceId || !token.planId || !token.refs) return { kind: 'unknown' };
  const { personId, workspaceId, planId } = token;
  const refs = token.refs as LetterActRefs;
  const [person, workspace] = await Promise.all([findPerson(tx, personId), findWorkspace(tx, workspaceId)]);
  if (!person || !workspace) return { kind: 'unknown' };
  const whose: Whose = { brand: workspace.name, reader: person.name, act: refs.act, planId };
  if (session && session.person.id !== personId)
    return { kind: 'somebodyElse', ...whose, hereAs: session.person.name };
  const access = await letterAccessFor(tx, personId, planId);
  if (!access || access.workspaceId !== workspaceId || token.state === 'revoked')
    return { kind: 'notOnPlan', ...whose };
  if (token.state === 'expired') return { kind: 'expired', ...whose };
  await setScope(tx, { workspaceId, planIds: [planId], layers: ['shared'] });
  const plan = await loadPlan(tx, workspaceId, planId);
  if (!plan) return { kind: 'notOnPlan', ...whose };
  return { kind: 'standing', token, refs, access, whose, plan, step: findStep(plan, refs.stepId) };
}

async function pageOf(tx: Tx, standing: Standing): Promise<LetterPage> {
  const { token, refs, access, whose, plan, step } = standing;
  const title = step?.title ?? null;
  if (token.state === 'used') {
    const takenBack = await isTakenBack(tx, access, token.id);
    return { kind: 'used', ...whose, title, takenBack, canUndo: token.lasts && !takenBack };
  }
  if (!step || !stillAsks(standing))
    return { kind: 'over', ...whose, title, isDone: step?.status === 'done' };
  const read = readNow(plan, step);
  return {
    kind: 'asks',
    ...whose,
    company: sideName(plan, access.side),
    step: shown(plan, step, access),
    isQuestion: mustAsk(step, actorOf(access)),
    read,
    changed: read !== refs.read,
  };
}

export const readNow = (plan: Plan, step: Step): string => digestOfValue(readBefore(plan, step));

/** Whether the act would change anything now, by the rules that decide it. */
export const stillAsks = ({ plan, refs, access }: Standing): boolean =>
  can(access.standing, 'editPlan') &&
  actsOn(plan, refs.stepId, actorOf(access), dayOf(new Date(), plan.zone)).includes(refs.act);

export const actorOf = ({ personId, side, stakeholderId, pointPerson, proven }: PlanAccess): Actor => ({
  personId,
  side,
  stakeholderId,
  pointPerson,
  proven,
});

/** Without the other step it came with. */
const alone = (offer: Offer): Offer =>
  offer.subject === 'step' && offer.terms.field === 'dueDay'
    ? { ...offer, terms: { ...offer.terms, because: undefined } }
    : offer;

function shown(plan: Plan, step: Step, { side, personId }: PlanAccess): StepShown {
  const { id, title, dueDay, ask, doneWhen } = step;
  const offer = askedAbout(plan, step, { side });
  return {
    ...{ id, title, dueDay, ask, doneWhen },
    day: dueDay && shortDay(dueDay, dayOf(new Date(), plan.zone)),
    stuckOn: step.status === 'stuck' ? step.statusReason : null,
    asked: offer ? offerSentence(plan, alone(offer), personId) : null,
  };
}
