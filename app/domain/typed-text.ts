/** What people type: what of it is kept, and what may be a name or a part in a plan. */

/** What no text needs and no database or reader takes well: controls, halves of pairs, marks that turn a line round. */
const unwanted = /(?![\t\n\r])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu;

/** What nobody sees: spaces of every width, joiners, fillers. */
const unseen = /[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** As it is kept; '' where nothing of it could be seen. */
export function keptText(typed: string): string {
  const text = typed.replace(unwanted, '').trim();
  return text.replace(unseen, '') === '' ? '' : text;
}

/** A name goes into letters and histories as it is: it is no address and no markup. */
export const isName = (text: string): boolean => !/[<>@]|:\/\//.test(text);

/** A key that is known, or a few plain words. */
export const isRoleText = (text: string): boolean =>
  text === '' || /^[\p{L}\p{N}][\p{L}\p{M}\p{N}\p{Zs}_.,&+'’/()-]*$/u.test(text);
