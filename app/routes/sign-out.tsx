import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { signOut } from '#app/commands/sign-out.server.ts';
import { forgetHere } from '#app/http/headers.server.ts';
import * as paths from '#app/http/paths.ts';

export async function action({ context }: ActionFunctionArgs) {
  // What was typed and not sent is kept in the browser, and is nobody else's.
  throw redirect(paths.signIn(), {
    headers: { 'Set-Cookie': await signOut(context.session), ...forgetHere },
  });
}

/** Opened as a page it does nothing. */
export async function loader() {
  throw redirect(paths.home());
}
