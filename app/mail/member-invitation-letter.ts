import { firstName } from '#app/domain/plan-words.ts';
import type { EmailMessage } from '#emails/index.ts';

export interface MemberInvitationLetter {
  reader: { name: string; address: string };
  inviter: string;
  workspaceName: string;
  url: string;
}

export function memberInvitationMessage(letter: MemberInvitationLetter): EmailMessage {
  const { reader, inviter, workspaceName, url } = letter;
  return {
    kind: 'member-invitation',
    props: {
      firstName: firstName(reader.name),
      inviter,
      workspaceName,
      url,
      footer: {
        why: `${inviter} at ${workspaceName} gave us your address to send you this. If you do nothing, no other letter comes.`,
      },
    },
  };
}
