import type { LoaderFunctionArgs } from '@remix-run/node';
import { reachesWorkspace } from '#app/auth/plan-access.server.ts';
import { isUuid } from '#app/domain/ids.ts';
import { notFound, withoutPage } from '#app/http/replies.ts';
import { db } from '#db/client.server.ts';
import { findMark } from '#db/workspace-mark.server.ts';

/** Opened as a page of its own it is a picture that can do nothing. */
const POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'";

/** For everybody who reads a plan of the workspace. Its address is its content, so a browser never asks twice. */
export const loader = withoutPage(async ({ params, context }: LoaderFunctionArgs) => {
  const { workspaceId = '', hash = '' } = params;
  const { session } = context;
  if (!session || !isUuid(workspaceId) || !(await reachesWorkspace(session, workspaceId))) throw notFound();
  const mark = await findMark(db, workspaceId, hash);
  if (!mark) throw notFound();
  return new Response(new Uint8Array(mark.content), {
    headers: {
      'Content-Type': mark.type,
      'Content-Security-Policy': POLICY,
      'X-Content-Type-Options': 'nosniff',
      'Content-Disposition': 'inline; filename="mark"',
      'Cache-Control': 'private, max-age=31536000, immutable',
    },
  });
});
