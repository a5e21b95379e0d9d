import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { readPlanOnce } from '#app/auth/read-once.server.ts';
import { LetterFrame, LetterText } from '#app/components/letter-frame.tsx';
import { LetterHeaders } from '#app/components/mailbox-card.tsx';
import { NarrowPage } from '#app/components/page-column.tsx';
import { PlanBar } from '#app/components/plan-bar.tsx';
import * as paths from '#app/http/paths.ts';
import { notFound } from '#app/http/replies.ts';
import { useEditing } from '#app/live/editing.ts';
import { openSeenLetter } from '#app/mail/plan-letters.server.ts';
import { FilterLinks } from '#app/ui/filter-links.tsx';

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  const read = await readPlanOnce(context, access);
  const letter = read && (await openSeenLetter(access, params.letterId, read.plan.zone));
  if (!letter) throw notFound();
  const asText = new URL(request.url).searchParams.get('as') === 'text';
  const { html: _, text, ...rest } = letter;
  return { letter: { ...rest, text: asText ? text : null } };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.letter.subject ?? 'Letter'} · Throughline` },
];

/** One letter, exactly as it was sent; whoever reads it again can do nothing with its links. */
export default function Letter() {
  const { letter } = useLoaderData<typeof loader>();
  const { id, subject, from, address, replyTo, when, fate, text } = letter;
  const { plan } = useEditing();
  const up = { label: 'Letters', href: paths.planLetters(plan.id) };
  const here = paths.planLetter(plan.id, id);
  return (
    <NarrowPage bar={<PlanBar back={up} crumbs={[up, { label: 'Letter' }]} />}>
      <h1>{subject}</h1>
      <LetterHeaders
        items={[
          { term: 'From', value: from },
          { term: 'To', value: address },
          ...(replyTo ? [{ term: 'Answers go to', value: replyTo }] : []),
          { term: 'Sent', value: when },
          ...(fate ? [{ term: 'Then', value: fate }] : []),
        ]}
      />
      <p>
        This is the letter as it was sent. Its links were for {letter.to ?? 'you'} alone, so they are left out
        here: where one stood it says •••.
      </p>
      <div>
        <FilterLinks
          label="How to read it"
          items={[
            { label: 'As it looked', href: here, current: text === null },
            { label: 'Plain text', href: `${here}?as=text`, current: text !== null },
          ]}
        />
        {text === null ? (
          <LetterFrame src={paths.planLetterBody(plan.id, id)} title={subject} still />
        ) : (
          <LetterText text={text} still />
        )}
      </div>
    </NarrowPage>
  );
}
