import { compareDays, type Day } from '#app/domain/day.ts';
import type { News } from '#app/domain/mail-line.ts';
import { allInOrder } from '#app/domain/order.ts';
import { isOpen, type Plan, type Step, sideName } from '#app/domain/plan.ts';
import * as paths from '#app/http/paths.ts';
import type { EmailMessage } from '#emails/index.ts';
import { ifSlipsOf } from './if-slips.ts';
import { inOneLine } from './in-one-line.ts';
import { base } from './letter-base.ts';
import { dayInWords, dayText } from './live-day.ts';
import { type NewsLetter, stepIn } from './news-facts.ts';

/** Its reader's own step, shortly before its day or once when that has passed: lateness is named to nobody else. */
export function reminder(letter: NewsLetter, line: News, also: string[]): EmailMessage {
  const { view, own, reader, today } = letter;
  const isShared = line.layer === 'shared';
  const plan = isShared ? view : own;
  const step = stepIn(plan, line.refs.stepId);
  const isApproval = step.type === 'approval';
  const isPast = line.refs.time === 'after';
  const isLook = line.refs.time === 'look';
  return {
    kind: 'reminder',
    props: {
      ...base(letter, {
        also,
        label: isApproval ? 'Read and decide' : 'Open the step',
        path: isApproval ? paths.planApprove(view.id, step.id) : paths.planStep(view.id, step.id),
        why: isLook
          ? 'You get this because the step is yours, and this is the day named to look at it again.'
          : isPast
            ? 'You get this because the step is yours. It is the last letter about this day.'
            : 'You get this because the step is yours. Once its day has passed one more comes, and then none.',
        ...(isShared && { step }),
      }),
      title: step.title,
      time: isLook ? 'look' : isPast ? 'after' : 'before',
      ...(isLook && { stuckOn: step.statusReason ?? '' }),
      day: step.dueDay ? dayText(step.dueDay, today) : '',
      dayInWords: step.dueDay ? dayInWords(step.dueDay, today) : '',
      toDecide: isApproval,
      holdsUp: waitingFor(plan, step),
      ...(step.ask && { whatIsAsked: step.ask }),
      ...(step.doneWhen && { doneWhen: step.doneWhen }),
      ...(isPast && ifSlipsOf(step)),
      ...(!isShared && { onlyFor: sideName(own, reader.side) }),
    },
  };
}

const waitingFor = (plan: Plan, step: Step): string[] =>
  allInOrder(plan)
    .filter((other) => isOpen(other) && other.agreement === 'agreed')
    .filter((other) => plan.dependencies.some((d) => d.stepId === other.id && d.afterId === step.id))
    .map(({ title }) => title);

export function reminderSays({ title, dueDay, status, statusReason }: Step, today: Day): string {
  if (status === 'stuck') return `“${title}” is stuck: ${inOneLine(statusReason ?? '')}. Is it still?`;
  if (!dueDay) return `“${title}” waits for you.`;
  return compareDays(today, dueDay) > 0
    ? `“${title}” was due on ${dayText(dueDay, today)}: is it done, does it need another day, or is it stuck?`
    : `“${title}” is due on ${dayText(dueDay, today)}.`;
}
