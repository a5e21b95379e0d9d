/** An answer that may be no. A refusal is part of the product: it says in a sentence what to do instead. */
export type Result<T, E = Refusal> = Ok<T> | Err<E>;

export type Ok<T> = { readonly ok: true; readonly value: T };
export type Err<E> = { readonly ok: false; readonly error: E };

/** `code` is for programs and tests, `sentence` is what the person reads. */
export type Refusal = { readonly code: string; readonly sentence: string };

export function ok(): Ok<void>;
export function ok<T>(value: T): Ok<T>;
export function ok<T>(value?: T): Ok<T | undefined> {
  return { ok: true, value };
}

export function err<E>(error: E): Err<E> {
  return { ok: false, error };
}
