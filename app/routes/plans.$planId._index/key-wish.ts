/** A key that was pressed before the code for it was here; pressed again once it is. */
export interface Wish {
  key?: KeyboardEvent;
}

/** Keys belong to the field somebody types in. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
