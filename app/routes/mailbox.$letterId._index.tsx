import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { LetterFrame, LetterText } from '#app/components/letter-frame.tsx';
import { LetterAction, LetterChip, LetterHeaders, MailboxColumn } from '#app/components/mailbox-card.tsx';
import { MailboxReply } from '#app/components/mailbox-reply.tsx';
import { WidePage } from '#app/components/page-column.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { TopBar } from '#app/components/top-bar.tsx';
import * as paths from '#app/http/paths.ts';
import { notFound } from '#app/http/replies.ts';
import { hasMailbox, readLetter } from '#app/mail/mailbox-pages.server.ts';
import { FilterLinks } from '#app/ui/filter-links.tsx';
import { Notice } from '#app/ui/notice.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.letter.title ?? 'Letter'} · Mailbox · Throughline` },
];

export async function loader({ params, request }: LoaderFunctionArgs) {
  const letter = hasMailbox() ? await readLetter(params.letterId ?? '') : null;
  if (!letter) throw notFound();
  const search = new URL(request.url).searchParams;
  const as = search.get('as');
  const asCalendar = as === 'calendar' && Boolean(letter.content?.calendar);
  return { letter, asText: as === 'text', asCalendar, replied: search.get('replied') };
}

const words = {
  waiting: 'Waiting',
  sending: 'On its way',
  sent: 'Sent',
  failed: 'Refused',
  unknown: 'Last tried',
  dropped: 'Not sent',
} as const;

const repliedWords: Record<string, string> = {
  waiting: 'The reply is here, and its receipt is on its way to whoever wrote it.',
  held: 'It came from another address than the reader’s, so the reader is asked whether it is theirs.',
  empty: 'There was nothing in it. Whoever wrote it gets a kind answer, once a day.',
  expired: 'The address has ended. Whoever wrote gets a kind answer, once a day.',
  unknown: 'Nobody gets letters there. Whoever wrote gets a kind answer, once a day.',
  tooLong: 'It is too long for a plan. Whoever wrote it gets a kind answer, once a day.',
};

export default function Letter() {
  const { letter, asText, asCalendar, replied } = useLoaderData<typeof loader>();
  const { id, title, to, state, when, reason, content } = letter;
  const here = paths.letter(id);
  return (
    <WidePage
      bar={
        <TopBar
          brand="Throughline"
          brandHref={paths.home()}
          crumbs={[{ label: 'Mailbox', href: paths.mailbox() }, { label: 'Letter' }]}
        />
      }
      header={
        <>
          <PageHeading title={title} actions={<LetterAction letter={letter} />} />
          <LetterHeaders
            items={[
              { term: 'From', value: content?.from ?? 'Not written yet' },
              { term: 'To', value: content?.to ?? to },
              ...(content?.replyTo ? [{ term: 'Answers go to', value: content.replyTo }] : []),
              { term: words[state], value: state === 'waiting' ? `goes ${when}` : when },
            ]}
          />
        </>
      }
    >
      <MailboxColumn>
        {reason && (
          <Notice
            tone={state === 'failed' ? 'bad' : state === 'unknown' ? 'warn' : 'quiet'}
            title={<LetterChip state={state} />}
          >
            {reason}
          </Notice>
        )}
        {replied && (
          <Notice tone={replied === 'waiting' ? 'ok' : 'quiet'} announce>
            {repliedWords[replied] ?? 'It was taken before.'}
          </Notice>
        )}
        {content ? (
          <div>
            <FilterLinks
              label="How to read it"
              items={[
                { label: 'As the reader sees it', href: here, current: !asText && !asCalendar },
                { label: 'Plain text', href: `${here}?as=text`, current: asText },
                ...(content.calendar
                  ? [{ label: 'For the calendar', href: `${here}?as=calendar`, current: asCalendar }]
                  : []),
              ]}
            />
            {asText || asCalendar ? (
              <LetterText text={(asCalendar && content.calendar) || content.text} />
            ) : (
              <LetterFrame src={paths.letterBody(id)} title={title} />
            )}
            {content.answeredBy && <MailboxReply id={id} from={content.answeredBy} />}
          </div>
        ) : (
          state === 'waiting' && (
            <Notice>It is written in the moment it is sent, so that nothing in it is out of date.</Notice>
          )
        )}
      </MailboxColumn>
    </WidePage>
  );
}
