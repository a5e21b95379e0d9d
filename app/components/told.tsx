import type { Phrase } from '#app/domain/phrase.ts';

/** A sentence about what happened, the names in it set apart. */
export function Told({ phrase }: { phrase: Phrase }) {
  let at = 0;
  return (
    <>
      {phrase.map((part) => {
        at += 1;
        return typeof part === 'string' ? part : <b key={at}>{part.name}</b>;
      })}
    </>
  );
}
