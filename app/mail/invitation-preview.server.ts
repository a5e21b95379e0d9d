import type { Day } from '#app/domain/day.ts';
import type { Plan } from '#app/domain/plan.ts';
import { firstName } from '#app/domain/plan-words.ts';
import { env } from '#app/env.server.ts';
import * as paths from '#app/http/paths.ts';
import { type RenderedEmail, renderEmail } from '#emails/index.ts';
import { invitationMessage } from './invitation-letter.ts';
import { senderWords } from './sender.server.ts';

export interface PreviewedInvitation {
  /** The plan as the buyer will read it, with whom it invites already named. */
  view: Plan;
  reader: { personId: string; name: string };
  inviterId: string;
  today: Day;
  note: string;
}

/** The invitation as it would arrive, by the composer of the real one. Its links lead nowhere yet. */
export async function previewInvitation({
  view,
  reader,
  inviterId,
  today,
  note,
}: PreviewedInvitation): Promise<RenderedEmail & { from: string }> {
  const sender = senderWords(view, inviterId);
  const { APP_URL } = env();
  const letter = invitationMessage({
    view,
    reader: { ...reader, side: 'buyer' },
    sender,
    today,
    time: 1,
    ...(note && { note }),
    url: `${APP_URL}${paths.home()}`,
    stopUrl: `${APP_URL}${paths.home()}`,
  });
  const rendered = await renderEmail(letter);
  return { ...rendered, from: `${firstName(sender.personName)} at ${sender.companyName} via Throughline` };
}
