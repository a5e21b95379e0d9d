import { type ActionFunctionArgs, json } from '@remix-run/node';
import * as z from 'zod';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { changePlan } from '#app/commands/change-plan.server.ts';
import { envelope, registry } from '#app/commands/registry.ts';
import { notACommand, notFound, statusOf, unavailable, withoutPage } from '#app/http/replies.ts';
import { outageIn } from '#db/client/outage.ts';

const largest = 64 * 1024;
const body = z.union([envelope.transform((e) => [e]), z.array(envelope).min(1).max(50)]);

/**
 * `POST /plans/:id/commands`: one command or up to 50, as JSON. The status is that of the first that did not happen; 503
 * when the database did not answer, and the same ids sent again settle it. What else a new day would move is asked on
 * screens; a command without `rest` leaves the rest where it is.
 */
export const action = withoutPage((args: ActionFunctionArgs) =>
  take(args).catch((error: unknown) => {
    throw outageIn(error) ? unavailable() : error;
  }),
);

async function take({ request, context, params }: ActionFunctionArgs) {
  if (request.method !== 'POST') throw notFound();
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  const text = await request.text();
  if (Buffer.byteLength(text) > largest)
    return json(
      { code: 'tooLarge', sentence: 'That is too much at once. Nothing was changed.' },
      { status: 413 },
    );
  const parsed = body.safeParse(parseJson(text));
  if (!parsed.success || parsed.data.some((e) => e.type !== 'undo' && registry[e.type].screen === 'inside'))
    return json(notACommand, { status: 422 });
  const { answers, cursor } = await changePlan(access, parsed.data);
  const worst = answers.find((a) => a.kind !== 'ok');
  return json({ answers, cursor }, { status: worst ? statusOf[worst.kind] : 200 });
}

export const loader = withoutPage(() => {
  throw notFound();
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
