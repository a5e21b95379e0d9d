import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { readPlanOnce } from '#app/auth/read-once.server.ts';
import { PageHeading } from '#app/components/page-heading.tsx';
import { PlanFrame } from '#app/components/plan-frame.tsx';
import { asShared } from '#app/domain/as-shared.ts';
import { type Day, dayOf } from '#app/domain/day.ts';
import { isDraft, type Side } from '#app/domain/plan.ts';
import { type FormAnswer, formOf } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';
import { notFound } from '#app/http/replies.ts';
import { useEditing } from '#app/live/editing.ts';
import { nextChaser } from '#app/mail/chaser.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { domainSentence } from '../plans.$planId.people/domain-words.ts';
import { takeInvitation } from '../plans.$planId.people/invite.server.ts';
import { InviteForm } from '../plans.$planId.people/invite-form.tsx';
import { roleOptions } from '../plans.$planId.people/role-options.ts';
import { places } from '../plans.$planId.people/sharing-words.ts';
import { KeptBack } from './kept-back.tsx';
import { LetterPreview } from './letter-preview.tsx';
import { Letters } from './letters.tsx';
import { invitationAsItWouldArrive } from './preview.server.ts';
import styles from './share.module.css';
import { SharedPlan } from './shared-plan.tsx';
import { toBeNamed, type Whom, whomFrom } from './whom.ts';

/** Only a draft is still to be shared; afterwards people are invited among people. */
export async function loader(args: LoaderFunctionArgs) {
  const { request, context, params } = args;
  const access = await requirePlanAccess({ request, context }, params.planId, 'sharePlan');
  const found = await readPlanOnce(context, access);
  if (!found) throw notFound();
  const { plan } = found;
  if (!isDraft(plan)) throw redirect(paths.planPeople(plan.id));
  const now = new Date();
  const letter = await invitationAsItWouldArrive(args);
  const dayAfter = (time: 1 | 2): Day | null => {
    const next = nextChaser({ time, firstSentAt: now }, plan.zone);
    return next && dayOf(next.sendAfter, plan.zone);
  };
  return {
    letter: letter && { subject: letter.subject, from: letter.from },
    chasers: [dayAfter(1), dayAfter(2)].flatMap((day) => day ?? []),
  };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'sharePlan');
  const body = await formOf(request);
  // Without JavaScript: the letter drawn anew, with everything typed in its place.
  if (body.get('intent') === 'look') return { side: 'buyer' as const, answer: asTyped(body) };
  const taken = await takeInvitation(access, body, context);
  if (!taken.ok) return taken.answer;
  throw redirect(`${paths.planPeople(access.planId)}?invited=${taken.commandId}`, 303);
}

const asTyped = (body: FormData): FormAnswer => ({
  initialValue: Object.fromEntries(
    ['name', 'address', 'role', 'note'].flatMap((name) => {
      const value = body.get(name);
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  ),
});

export const meta = () => [{ title: 'Before you share · Throughline' }];

export default function Share() {
  const { letter, chasers } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>() as { side: Side; answer: FormAnswer } | undefined;
  const { plan, actor, today } = useEditing();
  const typed = answered?.answer.initialValue;
  const [whom, setWhom] = useState<Whom>(() =>
    whomFrom({ get: (name) => (typeof typed?.[name] === 'string' ? (typed[name] as string) : null) }, plan),
  );
  const buyer = plan.goal.buyerName;
  const shared = asShared(plan, actor, today, toBeNamed(whom, plan));
  return (
    <PlanFrame current="plan">
      <div className={styles.page}>
        <PageHeading
          over="Nothing has left yet"
          title={`What ${buyer} will see, and which letters they get`}
          lead="Read it as they will. It is shared, and the letter written, when you press Invite."
        />
        {shared.kind === 'refused' ? (
          <Notice
            tone="need"
            title={`This plan cannot be shared with ${buyer} yet.`}
            actions={
              <ButtonLink href={paths.plan(plan.id)} look="primary">
                {places[shared.code] ?? 'Go to the plan'}
              </ButtonLink>
            }
          >
            {shared.sentence}
          </Notice>
        ) : (
          <div className={styles.sides}>
            <div className={styles.seen}>
              <SharedPlan plan={shared.plan} reader={toBeNamed(whom, plan)} />
              <KeptBack shared={shared.plan} />
            </div>
            <div className={styles.letters}>
              <section aria-labelledby="invite" className={styles.box}>
                <h2 id="invite" className={styles.title}>
                  Invite the first person at {buyer}
                </h2>
                <InviteForm
                  side="buyer"
                  roles={roleOptions(plan, 'buyer')}
                  verb="Invite"
                  answer={answered?.answer}
                  done={undefined}
                  primary
                  addressHint={domainSentence(plan.domains.map((d) => d.name)) ?? undefined}
                  note
                  look={letter ? 'Show the letter' : undefined}
                  onTyped={(form) => setWhom(whomFrom(form, plan))}
                />
              </section>
              <Letters whom={whom} chasers={chasers as Day[]} shared={shared.plan} />
              {letter && <LetterPreview letter={letter} whom={whom} />}
            </div>
          </div>
        )}
      </div>
    </PlanFrame>
  );
}
