import type { ActionFunctionArgs } from '@remix-run/node';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { readPlanOnce } from '#app/auth/read-once.server.ts';
import { registry } from '#app/commands/registry.ts';
import { env } from '#app/env.server.ts';
import { formOf } from '#app/http/forms.ts';
import { badRequest, notACommand, notFound, withoutPage } from '#app/http/replies.ts';
import { readCommandFields } from '#app/live/command-fields.ts';
import { letterAsItArrives, type Previewed } from '#app/mail/letter-preview.server.ts';
import { db } from '#db/client.server.ts';
import { listSaidInTouch } from '#db/keep-in-touch.server.ts';

/** Shows itself and nothing else. */
const POLICY = [
  'sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

export const loader = withoutPage(() => {
  throw notFound();
});

/** What stands in the composer's form, as the letter that it becomes; posted, so that no address keeps the words. */
export const action = withoutPage(async ({ request, context, params }: ActionFunctionArgs) => {
  const access = await requirePlanAccess({ request, context }, params.planId, 'editPlan');
  const args = argsOf(await formOf(request));
  if (!args.success) throw badRequest(notACommand);
  const found = await readPlanOnce(context, access);
  if (!found) throw notFound();
  const said = await listSaidInTouch(db, access);
  const shown = await letterAsItArrives({
    ...{ access, plan: found.plan, args: args.data, said },
    ...{ now: new Date(), appUrl: env().APP_URL },
  });
  return new Response(pageOf(shown), {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': POLICY,
      'Cache-Control': 'no-store',
    },
  });
});

function argsOf(form: FormData) {
  try {
    return registry.writeComment.args.safeParse(readCommandFields(form).envelope.args);
  } catch {
    throw badRequest(notACommand);
  }
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const box =
  'margin:0;padding:12px 16px;font:15px/1.5 system-ui,sans-serif;background:Canvas;color:CanvasText';

function pageOf({ sentences, letter }: Previewed): string {
  const said = [...sentences, ...(letter ? [`Subject: ${letter.subject}`] : [])];
  const head = said.map((sentence) => `<p style="${box}">${escaped(sentence)}</p>`).join('');
  if (letter) return letter.html.replace(/<body[^>]*>/, (body) => `${body}${head}`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>As it will arrive</title></head><body style="margin:0">${head}</body></html>`;
}
