import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { reachablePlans, requireMember, requireSession } from '#app/auth/plan-access.server.ts';
import { LinePicture } from '#app/components/line-picture.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { WorkspaceFrame } from '#app/components/workspace-frame.tsx';
import { dayOf } from '#app/domain/day.ts';
import { thingsToDo } from '#app/domain/follow-through.ts';
import * as paths from '#app/http/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Card, CardItem } from '#app/ui/card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx';
import { listPlans, rankPlans } from '#db/plan-list.server.ts';
import styles from './today.module.css';
import { todayRows, todaySentence } from './today-rows.ts';

/** Plans are read whole for this; who is on more sees the most pressing of them. */
const PLANS = 100;
const THINGS = 20;

export const meta: MetaFunction = () => [{ title: 'Today · Throughline' }];

/** Over the plans somebody is on themselves; a member merely reads the others. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const session = requireSession({ request, context });
  const isMember = session.isMember && session.level === 'signedIn';
  const [workspace, reached] = await Promise.all([
    isMember ? requireMember({ request, context }, 'readPlansOfWorkspace') : null,
    reachablePlans(session),
  ]);
  if (!workspace && reached.length === 0) throw redirect(paths.home());

  const now = new Date();
  const all = new URL(request.url).searchParams.has('all');
  const byId = new Map(reached.map((access) => [access.planId, access]));
  const theirs = (await rankPlans(reached, now)).filter(
    ({ mine, draft, finished }) => mine && !draft && !finished,
  );
  const plans = await listPlans(theirs.slice(0, PLANS).flatMap(({ planId }) => byId.get(planId) ?? []));
  const things = plans.flatMap((plan) => {
    const access = byId.get(plan.id);
    if (!access) return [];
    return thingsToDo(plan, session.person.id, dayOf(now, plan.zone)).map((thing) => ({
      plan,
      access,
      thing,
    }));
  });
  const rows = todayRows(things, all ? things.length : THINGS);
  return {
    brand: workspace?.name ?? 'Throughline',
    mark: workspace?.mark ?? null,
    person: { name: session.person.name, isMember },
    sentence: todaySentence(things.map(({ thing }) => thing)),
    groups: rows.groups,
    more: rows.left,
    plansLeftOut: Math.max(0, theirs.length - PLANS),
  };
}

export default function Today() {
  const { brand, mark, person, sentence, groups, more, plansLeftOut } = useLoaderData<typeof loader>();
  return (
    <WorkspaceFrame
      brand={brand}
      mark={mark}
      person={person}
      current="today"
      header={<PageHeading title="Today" lead={sentence} />}
    >
      {groups.length === 0 ? (
        <Card>
          <EmptyState
            picture={<LinePicture kind="empty" />}
            actions={<ButtonLink href={paths.plans()}>See your plans</ButtonLink>}
          >
            Nothing here waits for you. When a day you said yes to comes, somebody asks you something, or a
            plan has nothing agreed next, it stands here until that is settled in the plan.
          </EmptyState>
        </Card>
      ) : (
        groups.map(({ group, title, rows }) => (
          <section key={group} className={styles.group} aria-labelledby={`today-${group}`}>
            <h2 id={`today-${group}`}>{title}</h2>
            <Card as="ol">
              {rows.map(({ key, sentence: says, plan, verb, href }) => (
                <CardItem
                  key={key}
                  as="li"
                  title={says}
                  sub={plan}
                  end={
                    <ButtonLink href={href}>
                      {verb}
                      <VisuallyHidden>
                        : {plan}, {says}
                      </VisuallyHidden>
                    </ButtonLink>
                  }
                />
              ))}
            </Card>
          </section>
        ))
      )}
      {more > 0 && (
        <p className={styles.more}>
          <ButtonLink href={`${paths.today()}?all`}>Show {more} more</ButtonLink>
        </p>
      )}
      {plansLeftOut > 0 && (
        <p className={styles.more}>
          From the {PLANS} plans that press most; <a href={paths.plans()}>the list of plans</a> has{' '}
          {plansLeftOut} more.
        </p>
      )}
    </WorkspaceFrame>
  );
}
