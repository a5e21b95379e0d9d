import { dayOf, formatTime } from '#app/domain/day.ts';
import { decide } from '#app/domain/decide.ts';
import { followUps } from '#app/domain/follow-ups.ts';
import { inTouchOf } from '#app/domain/keep-in-touch.ts';
import type { Line } from '#app/domain/mail-line.ts';
import { alreadyAnswered, isPastLetters } from '#app/domain/nudge.ts';
import { findPerson, findStep, isDraft, type Plan, personOf, type Stakeholder } from '#app/domain/plan.ts';
import { firstName } from '#app/domain/plan-words.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import { preview } from '#app/domain/settle.ts';
import { sharedView } from '#app/domain/shared-view.ts';
import type { NewComment } from '#app/domain/thread.ts';
import { whenToTell } from '#app/domain/when-to-tell.ts';
import * as paths from '#app/http/paths.ts';
import type { Said } from '#db/keep-in-touch.server.ts';
import { type RenderedEmail, renderEmail } from '#emails/index.ts';
import { newsMessage } from './news.ts';
import { senderWords } from './sender.server.ts';

export interface Previewed {
  /** Before the letter, or instead of it: when it arrives, what the plan knows already, or why there is none. */
  sentences: string[];
  letter: RenderedEmail | null;
}

export interface ToPreview {
  access: PlanAccess;
  plan: Plan;
  args: NewComment;
  now: Date;
  appUrl: string;
  /** How people want to be kept in touch, by person. */
  said: ReadonlyMap<string, Said>;
}

const instead = (sentence: string): Previewed => ({ sentences: [sentence], letter: null });

/** What is being written, decided as it would be and composed by the composer of the real letter; nothing is kept. */
export async function letterAsItArrives({
  access,
  plan,
  args,
  now,
  appUrl,
  said,
}: ToPreview): Promise<Previewed> {
  const today = dayOf(now, plan.zone);
  const context = { actor: access, today, now: now.toISOString(), base: {}, newId: () => 'to-be' };
  const decision = decide(plan, 'writeComment', args, context);
  if (decision.kind === 'refused') return instead(decision.sentence);
  if (decision.kind !== 'changes') return instead('What this is about has gone.');
  const after = preview(plan, decision.changes);
  const lines = followUps(plan, after, decision.changes, access.personId);
  const meant = findPerson(plan, args.request?.of ?? args.mentions[0] ?? null);
  const to = meant ?? personOf(plan, lines[0]?.personId ?? '');
  if (!to) return instead('Nobody gets a letter with this: say who is to answer, and by when.');
  const line = lines.find(({ personId }) => personId === to.personId);
  if (!line) return instead(whyNone(plan, to, access));
  const own = said.get(to.personId);
  if (own?.stopped) return instead(`${firstName(to.name)} wants no letters. It stands on the plan.`);
  const how = inTouchOf(plan, to.personId, own?.said ?? null);
  const verdict = whenToTell(line, how, { since: now, now, zone: plan.zone });
  if (verdict.kind === 'never') return instead(`No letter: ${verdict.why.replace(/^They/, 'they')}.`);
  const known = alreadyAnswered(plan, findStep(plan, args.stepId ?? '') ?? null, to, { ...access, today });
  const theirs = `${firstName(to.name)}'s`;
  const arrives =
    verdict.kind === 'now'
      ? 'Arrives within minutes.'
      : `Arrives ${formatTime(verdict.at.toISOString(), how.zone ?? plan.zone, today)}, in ${theirs} hours.`;
  const letter = await rendered({ line, to, after, access, now, appUrl, how });
  return { sentences: [...(known ? [`The plan says: ${known}`] : []), arrives], letter };
}

function whyNone(plan: Plan, to: Stakeholder, { side, personId }: PlanAccess): string {
  const name = firstName(to.name);
  if (to.personId === personId) return 'This is to yourself.';
  if (isDraft(plan)) return 'No letters go out before the plan is shared.';
  if (to.side === 'buyer' && to.enteredOn === null)
    return `${name} has not opened the plan yet: until then only the invitation goes there.`;
  if (isPastLetters(plan, to, side))
    return `Three letters to ${name} have had no answer. Another would not help now; it stands on the plan.`;
  return `No letter goes to ${name} with this. It stands on the plan.`;
}

interface ToRender {
  line: Line;
  to: Stakeholder;
  after: Plan;
  access: PlanAccess;
  now: Date;
  appUrl: string;
  how: ReturnType<typeof inTouchOf>;
}

function rendered({ line, to, after, access, now, appUrl, how }: ToRender): Promise<RenderedEmail> {
  const nowhere = `${appUrl}${paths.home()}`;
  const shared = sharedView(after);
  return renderEmail(
    newsMessage({
      view: shared,
      // A private line is one's own side's, and only its colleagues are shown it.
      own: line.layer === 'shared' ? shared : after,
      reader: { personId: to.personId, name: to.name, side: to.side },
      sender: senderWords(after, access.personId),
      today: dayOf(now, after.zone),
      gathers: how.rhythm !== 'atOnce',
      brief: how.manner === 'brief',
      told: [{ ...line, id: 'to-be', at: now }],
      story: { events: [] },
      ...{ appUrl, stopUrl: nowhere, changeUrl: nowhere, reply: null },
      actUrl: () => nowhere,
      zone: how.zone ?? after.zone,
    }),
  );
}
