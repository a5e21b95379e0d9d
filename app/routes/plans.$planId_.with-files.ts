import { type ActionFunctionArgs, json } from '@remix-run/node';
import { requireNotTooOften } from '#app/auth/limits.server.ts';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { envelope, registry } from '#app/commands/registry.ts';
import { writeWithFiles } from '#app/commands/write-with-files.server.ts';
import { filesHere } from '#app/files/chosen-store.server.ts';
import { notACommand, notFound, statusOf, unavailable, withoutPage } from '#app/http/replies.ts';
import { uploadOf } from '#app/http/uploads.server.ts';
import { outageIn } from '#db/client/outage.ts';
import { database } from '#db/client.server.ts';

/** `POST /plans/:id/with-files`: one command as JSON in `command`, and up to five files. Answers as `commands` does. */
export const action = withoutPage((args: ActionFunctionArgs) =>
  take(args).catch((error: unknown) => {
    throw outageIn(error) ? unavailable() : error;
  }),
);

async function take({ request, context, params }: ActionFunctionArgs) {
  if (request.method !== 'POST') throw notFound();
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  await requireNotTooOften('upload', context, access.personId);
  const { form, files } = await uploadOf(request);
  const parsed = envelope.safeParse(parseJson(form.get('command')));
  if (!parsed.success || (parsed.data.type !== 'undo' && registry[parsed.data.type].screen === 'inside'))
    return json(notACommand, { status: 422 });
  const { answers, cursor } = await writeWithFiles(database(), access, parsed.data, files, filesHere());
  const [answer] = answers;
  return json({ answers, cursor }, { status: answer && answer.kind !== 'ok' ? statusOf[answer.kind] : 200 });
}

export const loader = withoutPage(() => {
  throw notFound();
});

function parseJson(text: FormDataEntryValue | null): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
