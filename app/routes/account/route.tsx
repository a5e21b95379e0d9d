import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import * as z from 'zod';
import { ownSessions } from '#app/auth/own-sessions.server.ts';
import { hiddenAddress } from '#app/auth/pending.server.ts';
import { requireMember, requireSession } from '#app/auth/plan-access.server.ts';
import type { CurrentSession } from '#app/auth/session.server.ts';
import { endFeed, findFeedSecret, renewFeed } from '#app/commands/calendar-feed.server.ts';
import { changeAccount } from '#app/commands/change-account.server.ts';
import { signOutEverywhere, signOutOf } from '#app/commands/sign-out.server.ts';
import { PageHeading } from '#app/components/page-heading.tsx';
import { WorkspaceFrame } from '#app/components/workspace-frame.tsx';
import { isZone } from '#app/domain/day.ts';
import type { Refusal, Result } from '#app/domain/result.ts';
import { listZones } from '#app/domain/zones.ts';
import { env } from '#app/env.server.ts';
import { type FormAnswer, formOf, parsedBy, parseForm, requiredText } from '#app/http/forms.ts';
import { forgetHere } from '#app/http/headers.server.ts';
import * as paths from '#app/http/paths.ts';
import { forbidden } from '#app/http/replies.ts';
import { Notice } from '#app/ui/notice.tsx';
import { oneLine } from '#emails/plain-words.ts';
import styles from './account.module.css';
import { AccountForm } from './account-form.tsx';
import { CalendarFeed } from './calendar-feed.tsx';
import { SessionList } from './session-list.tsx';

export const meta: MetaFunction = () => [{ title: 'Your account · Throughline' }];

/** One's own and nobody else's: there is no id in the address to change. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const session = requireSession({ request, context });
  const { person, level, isMember } = session;
  const proven = level === 'signedIn';
  const [sessions, feed, workspace] = await Promise.all([
    ownSessions(session),
    findFeedSecret(session),
    proven && isMember ? requireMember({ request, context }, 'readWorkspace') : null,
  ]);
  return {
    brand: workspace?.name ?? 'Throughline',
    mark: workspace?.mark ?? null,
    person: { name: person.name, isMember: workspace !== null },
    proven,
    // An invitation may have been forwarded: it does not say whose address it went to.
    address: proven ? person.address : hiddenAddress(person.address),
    zone: person.zone,
    zones: proven ? listZones(person.zone) : [],
    sessions,
    feed: feed && env().APP_URL + paths.calendarFeed(feed),
    now: new Date().toISOString(),
  };
}

const accountForm = z.strictObject({
  intent: z.literal('save'),
  name: requiredText('Write your name, as both sides should read it.', 80)
    .transform(oneLine)
    .refine((name) => name.length > 0, 'Write your name, as both sides should read it.'),
  zone: parsedBy((zone) => (isZone(zone) ? zone : null), 'Choose your time zone.'),
});

export async function action({ request, context }: ActionFunctionArgs) {
  const session = requireSession({ request, context });
  const body = await formOf(request);
  switch (body.get('intent')) {
    case 'end':
      return await endOne(session, String(body.get('session') ?? ''));
    case 'endAll':
      return await endAll(session);
    case 'renewFeed':
      return await changeFeed(await renewFeed(session), 'feedMade');
    case 'endFeed':
      return await changeFeed(await endFeed(session), 'feedEnded');
    default:
      return await save(session, body);
  }
}

async function save(session: CurrentSession, body: FormData) {
  const read = parseForm(body, accountForm);
  if (!read.ok) return data(read.answer, { status: 400 });
  const { name, zone } = read.value;
  const saved = await changeAccount(session, { name, zone });
  if (!saved.ok) throw forbidden(saved.error);
  throw redirect(`${paths.account()}?done=saved`, 303);
}

async function changeFeed(changed: Result<void, Refusal>, done: string): Promise<never> {
  if (!changed.ok) throw forbidden(changed.error);
  throw redirect(`${paths.account()}?done=${done}#calendar`, 303);
}

async function endOne(session: CurrentSession, id: string): Promise<never> {
  const ended = await signOutOf(session, id);
  if (!ended.ok) throw forbidden(ended.error);
  // The cookie of an ended session is cleared by the next request.
  if (id === session.id) throw redirect(paths.signIn(), { status: 303, headers: forgetHere });
  throw redirect(`${paths.account()}?done=ended`, 303);
}

async function endAll(session: CurrentSession): Promise<never> {
  const ended = await signOutEverywhere(session);
  if (!ended.ok) throw forbidden(ended.error);
  throw redirect(paths.signIn(), { status: 303, headers: { 'Set-Cookie': ended.value, ...forgetHere } });
}

const DONE: Record<string, string> = {
  saved: 'Saved. Your name reads like this on every plan you are on.',
  ended: 'That browser is signed out.',
  feedMade: 'The address is below. One you had before has ended.',
  feedEnded: 'The address has ended. A calendar that still asks is told so.',
};

export default function Account() {
  const { brand, mark, person, proven, address, zone, zones, sessions, feed, now } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as FormAnswer | undefined;
  const [search] = useSearchParams();
  const done = answer ? undefined : DONE[search.get('done') ?? ''];
  return (
    <WorkspaceFrame
      brand={brand}
      mark={mark}
      person={person}
      current="account"
      header={<PageHeading title="Your account" />}
    >
      <div className={styles.page}>
        {done && (
          <Notice tone="ok" announce>
            {done}
          </Notice>
        )}
        <AccountForm
          proven={proven}
          address={address}
          zones={zones}
          answer={answer}
          values={{ name: person.name, zone }}
        />
        {proven && <CalendarFeed url={feed} />}
        <SessionList sessions={sessions} proven={proven} zone={zone} now={now} />
      </div>
    </WorkspaceFrame>
  );
}
