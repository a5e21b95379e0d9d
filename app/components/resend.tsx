import type { SentEnvelope } from '#app/live/editing.ts';

/** A whole command in a form of a page that does not run, to be sent once more. */
export function Resend({ envelope: sent, back }: { envelope: SentEnvelope; back: string }) {
  return (
    <>
      <input type="hidden" name="type" value={sent.type} />
      <input type="hidden" name="id" value={sent.id} />
      <input type="hidden" name="fixed" value={JSON.stringify(sent.args)} />
      <input type="hidden" name="base" value={JSON.stringify(sent.base)} />
      <input type="hidden" name="confirmed" value={sent.confirmed ? 'yes' : ''} />
      {sent.settles && <input type="hidden" name="settles" value={sent.settles} />}
      <input type="hidden" name="back" value={back} />
    </>
  );
}
