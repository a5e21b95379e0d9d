import { createElement, type ReactElement } from 'react';
import type { AddressBouncedProps } from './address-bounced.tsx';
import type { AnsweredProps } from './answered.tsx';
import type { ApprovalAskedProps } from './approval-asked.tsx';
import type { ApprovalDecidedProps } from './approval-decided.tsx';
import type { ApprovalOutdatedProps } from './approval-outdated.tsx';
import type { AtRiskProps } from './at-risk.tsx';
import type { BackOnTrackProps } from './back-on-track.tsx';
import type { DayMovedProps } from './day-moved.tsx';
import type { DigestProps } from './digest.tsx';
import type { InvitationProps } from './invitation.tsx';
import type { MeetingProps } from './meeting.tsx';
import type { MeetingLeftProps } from './meeting-left.tsx';
import type { MeetingRecapProps } from './meeting-recap.tsx';
import type { MemberInvitationProps } from './member-invitation.tsx';
import type { MilestoneChangedProps } from './milestone-changed.tsx';
import type { MilestoneMovedProps } from './milestone-moved.tsx';
import type { MilestoneReachedProps } from './milestone-reached.tsx';
import type { MilestoneReopenedProps } from './milestone-reopened.tsx';
import { headerLine, oneLine, plainWords, shortened } from './plain-words.ts';
import type { ProposedToYouProps } from './proposed-to-you.tsx';
import type { ReminderProps } from './reminder.tsx';
import type { ReplyNotTakenProps } from './reply-not-taken.tsx';
import type { ReplyTakenProps } from './reply-taken.tsx';
import type { SignInProps } from './sign-in.tsx';
import type { TakenBackProps } from './taken-back.tsx';
import type { TestLetterProps } from './test-letter.tsx';
import type { WrittenToYouProps } from './written-to-you.tsx';
import type { YourTurnProps } from './your-turn.tsx';

/** Every letter there is. The kind is the name of its file. */
export type EmailMessage =
  | { kind: 'sign-in'; props: SignInProps }
  | { kind: 'invitation'; props: InvitationProps }
  | { kind: 'member-invitation'; props: MemberInvitationProps }
  | { kind: 'address-bounced'; props: AddressBouncedProps }
  | { kind: 'reply-taken'; props: ReplyTakenProps }
  | { kind: 'reply-not-taken'; props: ReplyNotTakenProps }
  | { kind: 'test-letter'; props: TestLetterProps }
  | { kind: 'proposed-to-you'; props: ProposedToYouProps }
  | { kind: 'answered'; props: AnsweredProps }
  | { kind: 'your-turn'; props: YourTurnProps }
  | { kind: 'digest'; props: DigestProps }
  | { kind: 'reminder'; props: ReminderProps }
  | { kind: 'approval-asked'; props: ApprovalAskedProps }
  | { kind: 'approval-decided'; props: ApprovalDecidedProps }
  | { kind: 'approval-outdated'; props: ApprovalOutdatedProps }
  | { kind: 'day-moved'; props: DayMovedProps }
  | { kind: 'meeting'; props: MeetingProps }
  | { kind: 'meeting-left'; props: MeetingLeftProps }
  | { kind: 'meeting-recap'; props: MeetingRecapProps }
  | { kind: 'taken-back'; props: TakenBackProps }
  | { kind: 'written-to-you'; props: WrittenToYouProps }
  | { kind: 'milestone-reached'; props: MilestoneReachedProps }
  | { kind: 'milestone-moved'; props: MilestoneMovedProps }
  | { kind: 'milestone-reopened'; props: MilestoneReopenedProps }
  | { kind: 'milestone-changed'; props: MilestoneChangedProps }
  | { kind: 'at-risk'; props: AtRiskProps }
  | { kind: 'back-on-track'; props: BackOnTrackProps };

export type RenderedEmail = { subject: string; html: string; text: string };

/** The letter as it is frozen: nothing hidden from what people typed is left in it. */
export async function renderEmail(message: EmailMessage): Promise<RenderedEmail> {
  const { kind, props } = clean(message);
  switch (kind) {
    case 'sign-in':
      return write(await import('./sign-in.tsx'), props);
    case 'invitation':
      return write(await import('./invitation.tsx'), props);
    case 'member-invitation':
      return write(await import('./member-invitation.tsx'), props);
    case 'address-bounced':
      return write(await import('./address-bounced.tsx'), props);
    case 'reply-taken':
      return write(await import('./reply-taken.tsx'), props);
    case 'reply-not-taken':
      return write(await import('./reply-not-taken.tsx'), props);
    case 'test-letter':
      return write(await import('./test-letter.tsx'), props);
    case 'proposed-to-you':
      return write(await import('./proposed-to-you.tsx'), props);
    case 'answered':
      return write(await import('./answered.tsx'), props);
    case 'your-turn':
      return write(await import('./your-turn.tsx'), props);
    case 'digest':
      return write(await import('./digest.tsx'), props);
    case 'reminder':
      return write(await import('./reminder.tsx'), props);
    case 'approval-asked':
      return write(await import('./approval-asked.tsx'), props);
    case 'approval-decided':
      return write(await import('./approval-decided.tsx'), props);
    case 'approval-outdated':
      return write(await import('./approval-outdated.tsx'), props);
    case 'meeting':
      return write(await import('./meeting.tsx'), props);
    case 'meeting-left':
      return write(await import('./meeting-left.tsx'), props);
    case 'meeting-recap':
      return write(await import('./meeting-recap.tsx'), props);
    case 'day-moved':
      return write(await import('./day-moved.tsx'), props);
    case 'taken-back':
      return write(await import('./taken-back.tsx'), props);
    case 'written-to-you':
      return write(await import('./written-to-you.tsx'), props);
    case 'milestone-reached':
      return write(await import('./milestone-reached.tsx'), props);
    case 'milestone-moved':
      return write(await import('./milestone-moved.tsx'), props);
    case 'milestone-reopened':
      return write(await import('./milestone-reopened.tsx'), props);
    case 'milestone-changed':
      return write(await import('./milestone-changed.tsx'), props);
    case 'at-risk':
      return write(await import('./at-risk.tsx'), props);
    case 'back-on-track':
      return write(await import('./back-on-track.tsx'), props);
    default:
      return kind satisfies never;
  }
}

type Letter<Props> = { default: (props: Props) => ReactElement; subject: (props: Props) => string };

// The library takes half a second and 21 MB to load, so it is loaded with the first letter, not with the server.
async function write<Props extends object>(letter: Letter<Props>, props: Props): Promise<RenderedEmail> {
  const { render } = await import('react-email');
  const { Medium } = await import('./_components/medium.ts');
  const body = createElement(letter.default, props);
  const text = await render(createElement(Medium.Provider, { value: 'text' }, body), {
    plainText: true,
    htmlToTextOptions: { selectors: [{ selector: 'h1', options: { uppercase: false } }] },
  });
  return {
    subject: shortened(headerLine(letter.subject(props)), 160),
    html: await render(body),
    text: `${text.replace(/\n{3,}/g, '\n\n').trim()}\n`,
  };
}

// A title or a note of any length would push a letter over the size where Gmail cuts it. Links are never cut.
const LONGEST = 1_000;

function clean<Value>(value: Value): Value;
function clean(value: unknown): unknown {
  if (typeof value === 'string')
    return /^https?:/.test(value) ? oneLine(value) : shortened(plainWords(value), LONGEST);
  if (Array.isArray(value)) return value.map(clean);
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, clean(inner)]));
  return value;
}
