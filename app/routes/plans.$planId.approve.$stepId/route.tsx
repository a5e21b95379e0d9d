import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData, useParams, useSearchParams } from '@remix-run/react';
import { hiddenAddress } from '#app/auth/pending.server.ts';
import { requirePlanAccess, requireSession } from '#app/auth/plan-access.server.ts';
import {
  canDecide,
  decisionOfReader,
  hasDecisions,
  isToDecide,
  mayDecideNow,
  whoseApproval,
} from '#app/components/approval-words.ts';
import { Disclaimer } from '#app/components/disclaimer.tsx';
import { leadsTo } from '#app/components/leads-to.ts';
import { Node } from '#app/components/node.tsx';
import { NarrowPage } from '#app/components/page-column.tsx';
import { PlanBar } from '#app/components/plan-bar.tsx';
import { type PlanReader, useReader } from '#app/components/plan-reader.ts';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { boundOf } from '#app/domain/approval-bound.ts';
import { dayOf } from '#app/domain/day.ts';
import { findPerson, findStep, offerOn, type Plan, type Step } from '#app/domain/plan.ts';
import { lookOf, nameOf, offerSentence } from '#app/domain/plan-words.ts';
import { isDecider } from '#app/domain/roles.ts';
import { env } from '#app/env.server.ts';
import * as paths from '#app/http/paths.ts';
import { notFound } from '#app/http/replies.ts';
import { useEditing } from '#app/live/editing.ts';
import { newCommandId, newThingId } from '#app/live/new-id.ts';
import { whenUsed } from '#app/live/when-used.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { digestOfValue } from '#db/hash-chain.server.ts';
import { readPlan } from '#db/read-plan.server.ts';
import styles from './approve.module.css';
import { DecideForm } from './decide-form.tsx';
import { useForgottenDraft } from './kept-draft.ts';
import { takeDecision } from './take-decision.server.ts';
import { WhatExactly } from './what-exactly.tsx';
import { WhoDecides } from './who-decides.tsx';

const ApprovalRecord = await whenUsed(
  async () => (await import('#app/components/approval-record.tsx')).ApprovalRecord,
);
const CannotDecide = await whenUsed(async () => (await import('./cannot-decide.tsx')).CannotDecide);
const Outdated = await whenUsed(async () => (await import('./outdated.tsx')).Outdated);
const WhatItRestsOn = await whenUsed(async () => (await import('./what-it-rests-on.tsx')).WhatItRestsOn);

/** The approval comes with the plan around it; here are fresh ids for one decision, and where a code would go. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const arrival = { request, context };
  const access = await requirePlanAccess(arrival, params.planId, 'readPlan');
  const plan = (await readPlan(access))?.plan;
  const step = plan && findStep(plan, params.stepId ?? '');
  if (!step) throw notFound();
  // Made a task since: its own page says what it is now.
  if (step.type !== 'approval') throw redirect(paths.planStep(access.planId, step.id));
  const { isLocal, mailTransport } = env();
  const bound = boundOf(plan, step);
  return {
    read: JSON.stringify(bound),
    seen: digestOfValue(bound),
    decisionId: newThingId(),
    conditionId: newThingId(),
    commandId: newCommandId(),
    address: hiddenAddress(requireSession(arrival).person.address),
    /** What each of the four answers leads to. */
    hints: leadsTo(plan, step, access, dayOf(new Date(), plan.zone)),
    readsHere: isLocal && mailTransport === 'mailbox',
  };
}

export const action = (args: ActionFunctionArgs) => takeDecision(args);

export const meta: MetaFunction = ({ matches, params }) => {
  const loaded = matches.find((m) => m.id === 'routes/plans.$planId')?.data as { plan?: Plan } | undefined;
  const step = loaded?.plan && findStep(loaded.plan, params.stepId ?? '');
  return [{ title: step ? `${step.title} · Throughline` : 'Throughline' }];
};

export default function ApprovePage() {
  const { plan } = useEditing();
  const step = findStep(plan, useParams().stepId ?? '');
  return step ? <Approval step={step} /> : null;
}

/** What is decided, what it rests on, who decides, what was said; and for whoever is asked, the four answers. */
function Approval({ step }: { step: Step }) {
  const { plan, today } = useEditing();
  const reader = useReader();
  const given = useLoaderData<typeof loader>();
  const back = useActionData<typeof action>();
  const [params] = useSearchParams();
  const mine = canDecide(plan, step, reader);
  const asked = mine && reader.stakeholderId !== null && isToDecide(plan, step, reader.stakeholderId);
  const again =
    mine && mayDecideNow(plan, step, reader.stakeholderId) && (params.has('again') || back !== undefined);
  useForgottenDraft(step.id, !asked && !again);
  const offer = offerOn(plan, step.id);
  const up = backTo(plan, reader);
  const recorded = hasDecisions(plan, step);
  const record = recorded && (
    <>
      <SectionHeading>What was decided</SectionHeading>
      <ApprovalRecord step={step} from={plan} />
    </>
  );
  return (
    <NarrowPage bar={<PlanBar back={up} crumbs={[up, { label: step.title }]} />} footer={<Disclaimer />}>
      <p className={styles.where}>
        <Node kind="approval" state={lookOf(plan, step, today)} />
        {whoseApproval(plan, step, reader.stakeholderId, today)}
      </p>
      <h1>{step.title}</h1>
      {offer && offer.terms.field === 'step' && offer.by !== reader.personId && (
        <p className={styles.lead}>Asked by {nameOf(plan, offer.by)}.</p>
      )}
      {!asked && record}
      {!asked && mine && !again && mayDecideNow(plan, step, reader.stakeholderId) && (
        <p className={styles.again}>
          <ButtonLink href={`${paths.planApprove(plan.id, step.id)}?again`}>
            {decisionOfReader(plan, step, reader.stakeholderId) ? 'Decide again' : 'Decide too'}
          </ButtonLink>
        </p>
      )}
      {offer && offer.terms.field !== 'step' && offer.by !== reader.personId && (
        <p className={styles.lead}>
          {offer.terms.field === 'ask'
            ? `${nameOf(plan, offer.by)} suggests other words for what is asked.`
            : offerSentence(plan, offer, reader.personId)}{' '}
          <a href={paths.planStep(plan.id, step.id)}>
            {offer.terms.field === 'ask' || offer.bySide === reader.side ? 'See the suggestion' : 'Answer it'}
          </a>
        </p>
      )}
      <CannotDecide step={step} from={plan} />
      <Outdated step={step} from={plan} />
      <WhatExactly step={step} />
      {(asked || again) && (
        <p className={styles.note}>
          You decide on exactly this. If it changes, we ask you again and show what changed.
        </p>
      )}
      <WhatItRestsOn step={step} from={plan} />
      <WhoDecides step={step} />
      <p className={styles.ask} data-print="no">
        <a href={paths.planStep(plan.id, step.id)}>Ask about this</a>
        {recorded && <a href={paths.planDecisions(plan.id)}>All decisions</a>}
      </p>
      {asked && record}
      {(asked || again) && <DecideForm key={step.id} step={step} given={given} back={back} />}
    </NarrowPage>
  );
}

/** One level up: the glance for who decides, the step for everybody else. */
function backTo(plan: Plan, reader: PlanReader) {
  const role = findPerson(plan, reader.stakeholderId)?.role ?? '';
  return reader.side === 'buyer' && isDecider(role)
    ? { label: 'Glance', href: paths.planGlance(plan.id) }
    : { label: 'Plan', href: paths.plan(plan.id) };
}
