/**
 * A letter is stored for years and its secrets are not: it is frozen with `{{secret:purpose:id}}` where a link's
 * secret or a code goes, and filled in only on its way out.
 */
export type SecretPurpose =
  | 'signIn'
  | 'invitation'
  | 'memberInvitation'
  | 'stopLetters'
  | 'letterAct'
  | 'reply'
  | 'replyAct'
  | 'signInCode';

export const placeholder = (purpose: SecretPurpose, id: string): string => `{{secret:${purpose}:${id}}}`;

const any =
  /\{\{secret:(signIn|invitation|memberInvitation|stopLetters|letterAct|reply|replyAct|signInCode):([0-9a-f-]{36})\}\}/g;

/** The address of a page whose path ends in a secret. */
export const secretUrl = (appUrl: string, path: (secret: string) => string, hole: string): string =>
  appUrl + path('~').replace('~', hole);

export function fillSecrets(text: string, secretOf: (purpose: SecretPurpose, id: string) => string): string {
  return text.replace(any, (_, purpose: SecretPurpose, id: string) => secretOf(purpose, id));
}

/** For looking at a letter again: where it says a secret it says that there was one. */
export const withoutSecrets = (text: string): string => text.replace(any, '•••');

/** What a person typed may look like a placeholder; only those the composer made itself are left to be filled. */
export const onlyOurs = (text: string, ours: readonly string[]): string =>
  text.replaceAll('{{', (_, at: number) => (ours.some((hole) => text.startsWith(hole, at)) ? '{{' : '{ {'));
