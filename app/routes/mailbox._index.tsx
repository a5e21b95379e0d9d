import { type ActionFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useLoaderData, useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import * as z from 'zod';
import { MailboxCard, MailboxColumn } from '#app/components/mailbox-card.tsx';
import { WidePage } from '#app/components/page-column.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { TopBar } from '#app/components/top-bar.tsx';
import { env } from '#app/env.server.ts';
import { readForm } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';
import { badRequest, notFound } from '#app/http/replies.ts';
import { openMailRoom } from '#app/mail/mail-room.server.ts';
import { hasMailbox, readMailbox } from '#app/mail/mailbox-pages.server.ts';
import { sendWindowNow } from '#app/mail/send-now.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Card, CardItem } from '#app/ui/card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { database } from '#db/client.server.ts';

export const meta: MetaFunction = () => [{ title: 'Mailbox · Throughline' }];

export async function loader() {
  if (!hasMailbox()) throw notFound();
  return await readMailbox(await openMailRoom(database(), env()));
}

const window = z.strictObject({ personId: z.uuid(), workspaceId: z.uuid(), planId: z.uuid() });

/** Closes one window before it is quiet. */
export async function action({ request }: ActionFunctionArgs) {
  if (!hasMailbox()) throw notFound();
  const read = await readForm(request, window);
  if (!read.ok) throw badRequest({ code: 'noWindow', sentence: 'That news is not there. Nothing was sent.' });
  const room = await openMailRoom(database(), env());
  const letterId = await sendWindowNow(room, read.value);
  throw redirect(letterId ? paths.letter(letterId) : paths.mailbox());
}

/** A code that was asked for a moment ago should be here without pressing anything. */
const LOOK_AGAIN_MS = 3_000;

function useFreshMail() {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && state === 'idle') revalidate();
    }, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [revalidate, state]);
}

export default function Mailbox() {
  const { windows, waiting, ended } = useLoaderData<typeof loader>();
  useFreshMail();
  const isEmpty = windows.length + waiting.length + ended.length === 0;
  return (
    <WidePage
      bar={<TopBar brand="Throughline" brandHref={paths.home()} crumbs={[{ label: 'Mailbox' }]} />}
      header={
        <PageHeading
          title="Mailbox"
          lead="No mail leaves this machine: every letter is kept here instead, with its links and codes. Set RESEND_API_KEY or SMTP_URL to send them."
        />
      }
    >
      <MailboxColumn>
        {isEmpty && (
          <Card>
            <EmptyState title="No letter has been written yet.">
              Ask for a code to sign in, or invite somebody to a plan, and it shows up here.
            </EmptyState>
          </Card>
        )}
        {windows.length + waiting.length > 0 && (
          <section aria-labelledby="waiting">
            <SectionHeading id="waiting" aside={windows.length + waiting.length}>
              Waiting
            </SectionHeading>
            <Card as="ul">
              {windows.map(({ key, personName, news, closes }) => (
                <CardItem
                  key={`${key.personId} ${key.planId}`}
                  as="li"
                  title={`News for ${personName}`}
                  sub={`${news}. Becomes one letter at ${closes}, or a little later if more happens.`}
                >
                  <Form method="post" action={`${paths.mailbox()}?index`}>
                    {Object.entries(key).map(([name, value]) => (
                      <input key={name} type="hidden" name={name} value={value} />
                    ))}
                    <Button size="s">Send now</Button>
                  </Form>
                </CardItem>
              ))}
              {waiting.map((letter) => (
                <MailboxCard key={letter.id} letter={letter} />
              ))}
            </Card>
          </section>
        )}
        {ended.length > 0 && (
          <section aria-labelledby="sent">
            <SectionHeading id="sent" aside={ended.length}>
              Sent
            </SectionHeading>
            <Card as="ul">
              {ended.map((letter) => (
                <MailboxCard key={letter.id} letter={letter} />
              ))}
            </Card>
          </section>
        )}
      </MailboxColumn>
    </WidePage>
  );
}
