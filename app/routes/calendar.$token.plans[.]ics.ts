import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireFeedAccess } from '#app/auth/plan-access.server.ts';
import { dayOf } from '#app/domain/day.ts';
import { ownCalendar } from '#app/domain/own-calendar.ts';
import { bothNames } from '#app/domain/plan-words.ts';
import { env } from '#app/env.server.ts';
import * as paths from '#app/http/paths.ts';
import { withoutPage } from '#app/http/replies.ts';
import { feedText, type IcsDay, type IcsEvent, uidOf } from '#app/mail/ics.ts';
import { digestOfValue } from '#db/hash-chain.server.ts';
import { readPlan } from '#db/read-plan.server.ts';

/** Asked for by calendar programs, again and again; reads and does nothing else. */
export const loader = withoutPage(async ({ request, context, params }: LoaderFunctionArgs) => {
  const { person, plans } = await requireFeedAccess({ request, context }, params.token);
  const { APP_URL } = env();
  const meetings: IcsEvent[] = [];
  const days: IcsDay[] = [];
  for (const access of plans) {
    const plan = (await readPlan(access))?.plan;
    if (!plan) continue;
    const own = ownCalendar(plan, person.id);
    const urlOf = (stepId: string) => APP_URL + paths.planStep(plan.id, stepId);
    for (const { stepId, event } of own.meetings)
      meetings.push({ uid: uidOf(stepId, APP_URL), sequence: 0, event, url: urlOf(stepId) });
    for (const { stepId, day, title } of own.days)
      days.push({
        uid: `day-${uidOf(stepId, APP_URL)}`,
        ...{ day, title, about: bothNames(plan), url: urlOf(stepId) },
      });
  }
  // The same all day long, so that what has not changed is the same bytes.
  const at = new Date(`${dayOf(new Date(), 'UTC')}T00:00:00Z`);
  const text = await feedText({ name: 'Throughline', zone: person.zone, meetings, days, at });
  const etag = `"${digestOfValue(text)}"`;
  const headers = { ETag: etag, 'Cache-Control': 'private, no-cache' };
  if (request.headers.get('If-None-Match') === etag) return new Response(null, { status: 304, headers });
  return new Response(text, {
    headers: {
      ...headers,
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'inline; filename="plans.ics"',
    },
  });
});
