import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import * as z from 'zod';
import { mayPassOn, requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { readPlanOnce } from '#app/auth/read-once.server.ts';
import {
  listSummaryLinks,
  makeSummaryLink,
  mayRevoke,
  revokeSummaryLink,
  type SummaryLink,
  secretOfSummary,
  summaryLasts,
} from '#app/commands/summary-link.server.ts';
import { OpenedProvider } from '#app/components/opened.tsx';
import { PlanFrame } from '#app/components/plan-frame.tsx';
import { useReader } from '#app/components/plan-reader.ts';
import { type Summary, summaryOf } from '#app/components/summary-words.ts';
import { asShared } from '#app/domain/as-shared.ts';
import { dayOf } from '#app/domain/day.ts';
import { isDraft, type Plan, sideName } from '#app/domain/plan.ts';
import type { PlanAccess } from '#app/domain/policy.ts';
import { env } from '#app/env.server.ts';
import { type FormAnswer, formOf, parseForm } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';
import { badRequest, notFound } from '#app/http/replies.ts';
import { useEditing } from '#app/live/editing.ts';
import { whenUsed } from '#app/live/when-used.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { db } from '#db/client.server.ts';
import styles from './summary.module.css';
import { type LinkRow, SummaryLinks } from './summary-links.tsx';
import type { SummaryPartProps } from './summary-part.tsx';

// It is read more than used: the schedule behind its sentence comes with the first touch, or with the first news.
const SummaryPart = await whenUsed<SummaryPartProps>(
  async () => (await import('./summary-part.tsx')).SummaryPart,
);

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  const [found, links] = await Promise.all([readPlanOnce(context, access), listSummaryLinks(db, access)]);
  if (!found) throw notFound();
  const { plan } = found;
  return {
    links: links.map((link) => rowOf(link, access, plan.zone)),
    mayMake: mayPassOn(access),
    draft: isDraft(plan) ? asItWillRead(plan, access) : null,
  };
}

/** Told here and not in the page: the rules of sharing weigh more than all else on it, and a buyer never meets them. */
function asItWillRead(plan: Plan, access: PlanAccess): { summary: Summary } | { sentence: string } {
  const today = dayOf(new Date(), plan.zone);
  const shared = asShared(plan, access, today);
  return shared.kind === 'shared'
    ? { summary: summaryOf(shared.plan, today) }
    : { sentence: shared.sentence };
}

/** The address is for those whose own side made it: the other side passes on a link of its own. */
function rowOf(link: SummaryLink, access: PlanAccess, zone: string): LinkRow {
  const { id, madeBy, madeAt, endsAt } = link;
  const own = madeBy.side === access.side && mayPassOn(access);
  return {
    id,
    madeBy: madeBy.name,
    isYou: madeBy.personId === access.personId,
    madeOn: dayOf(madeAt, zone),
    endsOn: dayOf(endsAt, zone),
    url: own ? `${env().APP_URL}${paths.summaryLink(secretOfSummary(id))}` : null,
    mayRevoke: mayRevoke(access, link),
  };
}

const makeForm = z.strictObject({
  intent: z.literal('make'),
  days: z
    .enum(summaryLasts.map(String) as [string, ...string[]], { error: 'Choose how long it lasts.' })
    .transform((days) => summaryLasts.find((each) => String(each) === days) ?? 30),
});

export async function action({ request, context, params }: ActionFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'editPlan');
  const body = await formOf(request);
  if (body.get('intent') === 'revoke') return await revoke(access, body);
  const read = parseForm(body, makeForm);
  if (!read.ok) return data(read.answer, { status: 400 });
  const made = await makeSummaryLink(access, read.value.days);
  if (!made.ok) return data(read.refuse(made.error.sentence), { status: 409 });
  throw redirect(`${paths.planSummary(access.planId)}?made=${made.value.id}`, 303);
}

async function revoke(access: PlanAccess, body: FormData) {
  const linkId = z.uuid().safeParse(body.get('linkId'));
  if (!linkId.success)
    throw badRequest({ code: 'notALink', sentence: 'That is no link of this plan. Nothing was changed.' });
  const revoked = await revokeSummaryLink(access, linkId.data);
  if (!revoked.ok) {
    const refused: FormAnswer = { status: 'error', error: { '': [revoked.error.sentence] } };
    return data(refused, { status: 403 });
  }
  throw redirect(`${paths.planSummary(access.planId)}?revoked=yes`, 303);
}

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const plan = matches.flatMap((m) => (m?.data as { plan?: Plan } | undefined)?.plan ?? [])[0];
  return [{ title: plan ? `Summary · ${plan.goal.objective} · Throughline` : 'Summary · Throughline' }];
};

export default function SummaryPage() {
  const { links, mayMake, draft } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as FormAnswer | undefined;
  const { plan } = useEditing();
  const reader = useReader();
  const [search] = useSearchParams();
  const here = paths.planSummary(plan.id);
  const shared = draft && 'summary' in draft ? (draft.summary as Summary) : null;
  return (
    <OpenedProvider key={search.get('open')} initial={search.get('open')} path={here}>
      <PlanFrame
        current="summary"
        aside={
          <div data-print="no">
            <SummaryLinks
              links={links as LinkRow[]}
              mayMake={mayMake && !draft}
              made={search.get('made')}
              revoked={search.has('revoked')}
              answer={answer}
            />
          </div>
        }
      >
        <div className={styles.page}>
          {reader.mark && <img className={styles.onPaper} src={reader.mark} alt="" height={24} />}
          {draft && (
            <div data-print="no">
              <Notice title={`Only ${plan.sellerName} has this plan so far.`}>
                {'sentence' in draft
                  ? draft.sentence
                  : `This is how its summary will read once ${sideName(plan, 'buyer')} has it.`}
              </Notice>
            </div>
          )}
          <SummaryPart shared={shared} from={plan} />
        </div>
      </PlanFrame>
    </OpenedProvider>
  );
}
