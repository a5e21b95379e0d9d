import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { requireMember } from '#app/auth/plan-access.server.ts';
import { changeTemplate, removeTemplate } from '#app/commands/keep-template.server.ts';
import { PageHeading } from '#app/components/page-heading.tsx';
import { WorkspaceFrame } from '#app/components/workspace-frame.tsx';
import { isUuid } from '#app/domain/ids.ts';
import { knownRoles, placeholderLabel } from '#app/domain/roles.ts';
import {
  type TemplateDraft,
  templateOf,
  withNewStep,
  withoutStep,
  withStepMoved,
} from '#app/domain/template-draft.ts';
import { formOf } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';
import { notFound } from '#app/http/replies.ts';
import { Notice } from '#app/ui/notice.tsx';
import { db } from '#db/client.server.ts';
import { findKeptTemplate } from '#db/templates.server.ts';
import { TemplateEditor } from './template-editor.tsx';
import { readTyped, type TypedTemplate, typedFrom } from './template-form.ts';

export const meta: MetaFunction = () => [{ title: 'Template · Throughline' }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const access = await requireMember({ request, context }, 'openPlan');
  const id = params.templateId ?? '';
  const kept = isUuid(id) ? await findKeptTemplate(db, access.workspaceId, id) : null;
  if (!kept) throw notFound();
  const companies = { sellerName: access.name, buyerName: 'The company' };
  return {
    brand: access.name,
    mark: access.mark,
    person: { name: access.session.person.name, isMember: true },
    typed: typedFrom(kept.content),
    revision: kept.revision,
    roles: (['buyer', 'seller'] as const).flatMap((side) =>
      knownRoles.map((role) => ({
        value: `${side}:${role}`,
        label: placeholderLabel(role, { ...companies, side }),
      })),
    ),
  };
}

interface TemplateAnswer {
  typed: TypedTemplate;
  revision: number;
  problems: string[];
  /** What stands in the form is not what is kept. */
  unsaved: boolean;
  /** Where the person was at work. */
  focus: string | null;
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const access = await requireMember({ request, context }, 'openPlan');
  const id = params.templateId ?? '';
  if (!isUuid(id)) throw notFound();
  const form = await formOf(request);
  const intent = String(form.get('intent') ?? '');
  if (intent === 'remove') {
    await removeTemplate(access, id);
    throw redirect(`${paths.templates()}?done=removed`, 303);
  }
  const { typed, draft, problems } = readTyped(form);
  const revision = Number(form.get('revision')) || 0;
  const asked = /^(up|down|without|add)\.(\d{1,3})$/.exec(intent);
  if (asked) {
    const next = altered(draft, asked[1] ?? '', Number(asked[2]));
    const answer = { typed: typedFrom(next.draft), revision, problems: [], unsaved: true, focus: next.focus };
    return data<TemplateAnswer>(answer);
  }
  const refuse = (status: number, all: string[], now = revision) =>
    data<TemplateAnswer>({ typed, revision: now, problems: all, unsaved: true, focus: null }, { status });
  const all = [...problems, ...templateOf(id, draft).problems];
  if (all.length > 0) return refuse(400, [...new Set(all)]);
  const saved = await changeTemplate(access, { id, content: draft, revision });
  if (!saved.ok) return refuse(409, [saved.error.sentence], saved.error.revision);
  throw redirect(`${paths.template(id)}?done=saved`, 303);
}

function altered(draft: TemplateDraft, what: string, at: number): { draft: TemplateDraft; focus: string } {
  if (what === 'add') {
    const key = draft.milestones.slice(0, at + 1).flatMap((m) => m.steps).length + 1;
    return { draft: withNewStep(draft, at), focus: `step-${key}` };
  }
  if (what === 'without') return { draft: withoutStep(draft, at), focus: `step-${Math.max(1, at - 1)}` };
  const by = what === 'up' ? -1 : 1;
  const isEdge = draft.milestones.some(
    (m) => m.steps[by < 0 ? 0 : m.steps.length - 1]?.key === at && m.steps.length > 0,
  );
  return { draft: withStepMoved(draft, at, by), focus: `step-${isEdge ? at : at + by}` };
}

export default function EditTemplate() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as TemplateAnswer | undefined;
  const [search] = useSearchParams();
  const typed = answer?.typed ?? loaded.typed;
  return (
    <WorkspaceFrame
      brand={loaded.brand}
      mark={loaded.mark}
      person={loaded.person}
      current="template"
      header={
        <PageHeading
          title={loaded.typed.name}
          lead="New plans may begin with it; those that did already stay as they are. Days are working days."
        />
      }
    >
      {search.get('done') === 'saved' && !answer && (
        <Notice tone="ok" announce>
          Saved. The next plan may begin with it.
        </Notice>
      )}
      {answer && answer.problems.length > 0 && (
        <Notice tone="bad" announce title="Nothing was saved. What you typed is here.">
          <ul>
            {answer.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Notice>
      )}
      {answer?.unsaved && answer.problems.length === 0 && (
        <Notice tone="quiet" announce>
          Not saved yet.
        </Notice>
      )}
      <TemplateEditor
        key={JSON.stringify(typed)}
        typed={typed}
        revision={answer?.revision ?? loaded.revision}
        roles={loaded.roles}
        focus={answer?.focus ?? null}
      />
    </WorkspaceFrame>
  );
}
