import type { LoaderFunctionArgs } from '@remix-run/node';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { csvOf } from '#app/domain/csv.ts';
import { type Minute, minutesOf } from '#app/domain/decision-log.ts';
import { sideName } from '#app/domain/plan.ts';
import { notFound } from '#app/http/replies.ts';
import { readPlan } from '#db/read-plan.server.ts';

const columns: [string, (minute: Minute) => string][] = [
  ['Day', ({ on }) => on],
  ['At', ({ at }) => at],
  ['Decided by', ({ who }) => who],
  ['As', ({ as }) => as],
  ['In place of', ({ inPlaceOf }) => inPlaceOf ?? ''],
  ['Decision', ({ did }) => did],
  ['About', ({ title }) => title],
  ['Conditions', ({ conditions }) => conditions.join('\n')],
  ['What is missing, or why', ({ missing }) => missing],
  ['Changed since', ({ outdated }) => (outdated ? 'yes' : '')],
  ['Proof', ({ proof }) => proof],
  ['SHA-256', ({ digest }) => digest ?? ''],
];

/** The decision log for a spreadsheet, as far as its reader sees. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  const plan = (await readPlan(access))?.plan;
  if (!plan) throw notFound();
  const own = minutesOf(plan);
  const rows = own.map((minute) => [
    ...columns.map(([, cell]) => cell(minute)),
    minute.note?.text ?? '',
    minute.note && minute.note.layer !== 'shared' ? `Only ${sideName(plan, minute.note.layer)}` : '',
  ]);
  return new Response(csvOf([[...columns.map(([name]) => name), 'Note', 'Who reads the note'], ...rows]), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="decisions.csv"',
      'Cache-Control': 'no-store',
    },
  });
}
