import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { Form, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { requireMember } from '#app/auth/plan-access.server.ts';
import { nameStages } from '#app/commands/change-workspace.server.ts';
import { PageHeading } from '#app/components/page-heading.tsx';
import { WorkspaceFrame } from '#app/components/workspace-frame.tsx';
import { can } from '#app/domain/policy.ts';
import { type Begins, begins, beginsWords, mostStages, type Stage } from '#app/domain/stages.ts';
import { keptText } from '#app/domain/typed-text.ts';
import { formOf } from '#app/http/forms.ts';
import * as paths from '#app/http/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Select } from '#app/ui/select.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { db } from '#db/client.server.ts';
import { findStages } from '#db/stages.server.ts';
import styles from './stages.module.css';

export const meta: MetaFunction = () => [{ title: 'Stages · Throughline' }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const access = await requireMember({ request, context }, 'readWorkspace');
  const { stages, revision } = await findStages(db, access.workspaceId);
  return {
    ...{ brand: access.name, mark: access.mark, stages, revision },
    person: { name: access.session.person.name, isMember: true },
    mayManage: can(access.standing, 'manageWorkspace'),
  };
}

interface StagesAnswer {
  stages: Stage[];
  revision: number;
  problems: string[];
}

export async function action({ request, context }: ActionFunctionArgs) {
  const access = await requireMember({ request, context }, 'manageWorkspace');
  const form = await formOf(request);
  const stages = stagesIn(form);
  const revision = Number(form.get('revision')) || 0;
  const saved = await nameStages(access, { stages, revision });
  if (saved.ok) throw redirect(`${paths.stages()}?done=saved`, 303);
  const { problems, revision: now = revision } = saved.error;
  return data<StagesAnswer>({ stages, revision: now, problems }, { status: 409 });
}

/** A row without a name is no stage. */
function stagesIn(form: FormData): Stage[] {
  const text = (name: string) => keptText(String(form.get(name) ?? '')).replace(/\s+/gu, ' ');
  return Array.from({ length: mostStages }, (_, at): Stage => {
    const from = text(`begins.${at}`);
    return {
      name: text(`name.${at}`),
      begins: begins.find((each) => each === from) ?? 'shared',
      milestone: text(`milestone.${at}`).slice(0, 160),
    };
  }).filter(({ name }) => name !== '');
}

export default function Stages() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as StagesAnswer | undefined;
  const [search] = useSearchParams();
  const { brand, mark, person, mayManage } = loaded;
  const stages = (answer?.stages ?? loaded.stages) as Stage[];
  return (
    <WorkspaceFrame
      brand={brand}
      mark={mark}
      person={person}
      current="stages"
      header={
        <PageHeading
          title="Stages"
          lead={`What ${brand} calls how far a plan has come. Members read it on the list of plans; nobody else is ever told.`}
        />
      }
    >
      <div className={styles.page}>
        {answer && (
          <Notice tone="bad" announce title="Nothing was saved. What you typed is here.">
            <ul>
              {answer.problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </Notice>
        )}
        {search.get('done') === 'saved' && !answer && (
          <Notice tone="ok" announce>
            Saved. The list of plans tells them from now on.
          </Notice>
        )}
        {mayManage ? (
          <StagesForm
            key={JSON.stringify(stages)}
            stages={stages}
            revision={answer?.revision ?? loaded.revision}
          />
        ) : (
          <Told stages={stages} brand={brand} />
        )}
      </div>
    </WorkspaceFrame>
  );
}

const options = begins.map((value) => ({ value, label: beginsWords[value] }));
const blank: Stage = { name: '', begins: 'shared', milestone: '' };
/** So many empty rows wait to be filled in. */
const moreRows = 3;

function StagesForm({ stages, revision }: { stages: Stage[]; revision: number }) {
  const rows = [...stages, ...Array<Stage>(moreRows).fill(blank)].slice(0, mostStages);
  return (
    <Form method="post" className={styles.form}>
      <input type="hidden" name="revision" value={revision} />
      <p className={styles.quiet}>
        In the order a plan passes them; a plan is in the last that has begun. A row without a name goes.
      </p>
      <ol className={styles.rows}>
        {rows.map((stage, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the whole form is drawn anew when they change.
          <li key={at} className={styles.row}>
            <Field label={`Stage ${at + 1}`}>
              <TextInput name={`name.${at}`} defaultValue={stage.name} maxLength={60} autoComplete="off" />
            </Field>
            <Field label="Begins">
              <Select name={`begins.${at}`} options={options} defaultValue={stage.begins satisfies Begins} />
            </Field>
            <Field label="Name of the milestone" optional="if it begins with one">
              <TextInput
                name={`milestone.${at}`}
                defaultValue={stage.milestone}
                maxLength={160}
                autoComplete="off"
              />
            </Field>
          </li>
        ))}
      </ol>
      <div>
        <Button look="primary">Save the stages</Button>
      </div>
    </Form>
  );
}

function Told({ stages, brand }: { stages: Stage[]; brand: string }) {
  if (stages.length === 0)
    return (
      <p className={styles.quiet}>None are named yet. An owner or an admin of {brand} can do that here.</p>
    );
  return (
    <ol className={styles.told}>
      {stages.map(({ name, begins: from, milestone }) => (
        <li key={name}>
          <b>{name}</b>, {from === 'milestone' ? `once “${milestone}” is reached` : beginsWords[from]}
        </li>
      ))}
    </ol>
  );
}
