import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { readPlanOnce } from '#app/auth/read-once.server.ts';
import { NarrowPage } from '#app/components/page-column.tsx';
import { PlanBar } from '#app/components/plan-bar.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { sideName } from '#app/domain/plan.ts';
import * as paths from '#app/http/paths.ts';
import { notFound } from '#app/http/replies.ts';
import { useEditing } from '#app/live/editing.ts';
import { listSeenLetters } from '#app/mail/plan-letters.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { ButtonRow } from '#app/ui/button-row.tsx';
import { Card, CardItem } from '#app/ui/card.tsx';

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  const read = await readPlanOnce(context, access);
  if (!read) throw notFound();
  const before = new URL(request.url).searchParams.get('before');
  const { pointPerson, layers, side } = access;
  return {
    ...(await listSeenLetters(access, { before, zone: read.plan.zone })),
    paged: before !== null,
    ofSide: pointPerson && layers.includes(side),
  };
}

export const meta: MetaFunction = () => [{ title: 'Letters · Throughline' }];

/** What was written to one about this plan, and, for who answers for a side, to its people. */
export default function Letters() {
  const { letters, earlier, paged, ofSide } = useLoaderData<typeof loader>();
  const { plan } = useEditing();
  const { side } = useReader();
  const here = paths.planLetters(plan.id);
  const up = { label: 'People', href: paths.planPeople(plan.id) };
  const company = sideName(plan, side);
  return (
    <NarrowPage bar={<PlanBar back={up} crumbs={[up, { label: 'Letters' }]} />}>
      <h1>Letters</h1>
      <p>
        {ofSide
          ? `Every letter about this plan to you and to your people at ${company}, exactly as it was sent.`
          : 'Every letter about this plan to you, exactly as it was sent.'}{' '}
        The other side cannot see them.
      </p>
      {letters.length === 0 ? (
        <p>{paged ? 'Nothing earlier than this.' : 'No letter has been sent yet.'}</p>
      ) : (
        <Card as="ul">
          {letters.map(({ id, subject, to, when, fate }) => (
            <CardItem
              key={id}
              as="li"
              title={subject}
              href={paths.planLetter(plan.id, id)}
              sub={[`To ${to ?? 'you'}`, when, fate].filter(Boolean).join(' · ')}
            />
          ))}
        </Card>
      )}
      {(earlier || paged) && (
        <ButtonRow>
          {earlier && (
            <ButtonLink href={`${here}?${new URLSearchParams({ before: earlier })}`}>Show earlier</ButtonLink>
          )}
          {paged && <ButtonLink href={here}>Back to the newest</ButtonLink>}
        </ButtonRow>
      )}
    </NarrowPage>
  );
}
