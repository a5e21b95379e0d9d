import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { requireMember } from '#app/auth/plan-access.server.ts';
import { templatesOf } from '#app/commands/keep-template.server.ts';
import { PageHeading } from '#app/components/page-heading.tsx';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { WorkspaceFrame } from '#app/components/workspace-frame.tsx';
import { templateSteps } from '#app/domain/template.ts';
import { findTemplate } from '#app/domain/templates/built-in.ts';
import * as paths from '#app/http/paths.ts';
import { Notice } from '#app/ui/notice.tsx';
import styles from './templates.module.css';

export const meta: MetaFunction = () => [{ title: 'Templates · Throughline' }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const access = await requireMember({ request, context }, 'openPlan');
  const all = await templatesOf(access.workspaceId);
  return {
    brand: access.name,
    mark: access.mark,
    person: { name: access.session.person.name, isMember: true },
    templates: all.map((template) => ({
      ...{ id: template.id, name: template.name, description: template.description, lead: template.lead },
      steps: templateSteps(template).length,
      own: findTemplate(template.id) === undefined,
    })),
  };
}

/** What new plans begin with. */
export default function Templates() {
  const { brand, mark, person, templates } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const own = templates.filter((t) => t.own);
  return (
    <WorkspaceFrame
      brand={brand}
      mark={mark}
      person={person}
      current="templates"
      header={<PageHeading title="Templates" lead="What new plans begin with. Every member sees these." />}
    >
      <div className={styles.page}>
        {search.get('done') === 'removed' && (
          <Notice tone="ok" announce>
            The template is removed.
          </Notice>
        )}
        <section aria-labelledby="own">
          <SectionHeading id="own">{brand}’s own</SectionHeading>
          {own.length === 0 ? (
            <p className={styles.quiet}>
              None yet. Open the settings of a plan that went well and save it as a template.
            </p>
          ) : (
            <List of={own} />
          )}
        </section>
        <section aria-labelledby="built-in">
          <SectionHeading id="built-in">They come with Throughline</SectionHeading>
          <List of={templates.filter((t) => !t.own)} />
        </section>
      </div>
    </WorkspaceFrame>
  );
}

type Listed = { id: string; name: string; description: string; lead: number; steps: number; own: boolean };

const List = ({ of }: { of: Listed[] }) => (
  <ul className={styles.list}>
    {of.map(({ id, name, description, lead, steps, own }) => (
      <li key={id}>
        {own ? <a href={paths.template(id)}>{name}</a> : <b>{name}</b>}
        <p className={styles.quiet}>
          {description} {steps === 1 ? '1 step' : `${steps} steps`}, {lead} working days.
        </p>
      </li>
    ))}
  </ul>
);
