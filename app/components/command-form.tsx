import { type FormEvent, type ReactNode, useContext, useId } from 'react';
import type { CommandType } from '#app/domain/decide.ts';
import * as paths from '#app/http/paths.ts';
import { readCommandFields } from '#app/live/command-fields.ts';
import { type SentEnvelope, useEditing, type Way } from '#app/live/editing.ts';
import { newCommandId, newThingId } from '#app/live/new-id.ts';
import { classNames } from '#app/ui/class-names.ts';
import styles from './command-form.module.css';
import { CommandTrouble } from './command-trouble.tsx';
import { OpenedAddress } from './opened-address.ts';

export interface CommandFormProps {
  type: CommandType | 'undo';
  /** What the form knows; fields named `set.x`, `day.x`, `flag.x`, `json.x` add what the person says. */
  args?: Record<string, unknown>;
  /** The version of each field this form writes, as it was when the person saw it. */
  base?: Record<string, number>;
  /** The command makes a new thing, whose id begins here. */
  fresh?: boolean;
  /** Where to go on without JavaScript; the plan's page when left out. */
  back?: string;
  /** Tells apart forms of one command for one thing; what went wrong is shown at the form of this name. */
  name?: string;
  className?: string;
  /** Keeps what is typed into it by itself. */
  keeps?: boolean;
  /** It is on its way: what was asked for shows already, and a form for something new is empty again. */
  onSend?: (envelope: SentEnvelope) => void;
  onDone?: () => void;
  /** What goes along that is no text. */
  withFiles?: WithFiles;
  children: ReactNode;
}

export interface WithFiles {
  /** How it is sent with them; undefined while none are chosen. */
  by: Way['by'];
  /** As it went before where nobody knows whether it arrived: the same again is no second one. */
  again(envelope: SentEnvelope): SentEnvelope;
}

/** One command as a form: it posts by itself without JavaScript and is instant with it. */
export function CommandForm({
  type,
  args = {},
  base = {},
  fresh,
  back,
  name,
  className,
  keeps,
  onSend,
  onDone,
  withFiles,
  children,
}: CommandFormProps) {
  const { plan, send, instant } = useEditing();
  const own = useId();
  const form = name ?? own;
  const opened = useContext(OpenedAddress);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    const submitter = (event.nativeEvent as SubmitEvent).submitter;
    // A button with an address of its own does not send it.
    if (!instant || submitter?.hasAttribute('formaction')) return;
    event.preventDefault();
    const element = event.currentTarget;
    const data = new FormData(element, submitter);
    // Each submission is an intention of its own; the ids in the page serve the form without JavaScript.
    data.set('id', newCommandId());
    if (fresh) data.set('fresh', newThingId());
    const { envelope: read } = readCommandFields(data);
    const by = withFiles?.by;
    const envelope = (by && withFiles?.again(read)) ?? read;
    const sent = send(form, envelope, { by });
    if (fresh) element.reset();
    onSend?.(envelope);
    const reply = await sent;
    if (reply.kind === 'ok' || reply.kind === 'waiting') onDone?.();
  };
  return (
    <form
      method="post"
      action={paths.planChange(plan.id)}
      encType={withFiles ? 'multipart/form-data' : undefined}
      onSubmit={submit}
      className={classNames(styles.form, className)}
      data-keeps={keeps ? undefined : name}
      data-opened={opened}
    >
      <input type="hidden" name="type" value={type} />
      <input type="hidden" name="id" defaultValue={newCommandId()} suppressHydrationWarning />
      <input type="hidden" name="fixed" value={JSON.stringify(args)} />
      <input type="hidden" name="base" value={JSON.stringify(base)} />
      {back && <input type="hidden" name="back" value={back} />}
      {fresh && <input type="hidden" name="fresh" defaultValue={newThingId()} suppressHydrationWarning />}
      {children}
      <CommandTrouble form={form} onDone={onDone} />
    </form>
  );
}
