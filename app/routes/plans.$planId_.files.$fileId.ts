import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireNotTooOften } from '#app/auth/limits.server.ts';
import { requirePlanAccess } from '#app/auth/plan-access.server.ts';
import { attachmentHeader } from '#app/domain/file.ts';
import { fileStore } from '#app/files/chosen-store.server.ts';
import { notFound, withoutPage } from '#app/http/replies.ts';
import { readPlan } from '#db/read-plan.server.ts';

/** For whoever reads the comment it came with; what is hidden, elsewhere or gone is the same answer. */
export const loader = withoutPage(async ({ request, context, params }: LoaderFunctionArgs) => {
  const access = await requirePlanAccess({ request, context }, params.planId, 'readPlan');
  await requireNotTooOften('file', context, access.personId);
  const plan = (await readPlan(access))?.plan;
  const file = plan?.comments.flatMap(({ files }) => files).find(({ id }) => id === params.fileId);
  const content = file && (await fileStore()?.get(file.id));
  if (!file || !content) throw notFound();
  return new Response(content, {
    headers: {
      'Content-Type': file.type === 'text/plain' ? 'text/plain; charset=utf-8' : file.type,
      'Content-Length': String(file.bytes),
      'Content-Disposition': attachmentHeader(file.name),
      'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  });
});
