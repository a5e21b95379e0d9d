import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { signOut } from '#app/commands/sign-out.server.ts';
import * as paths from '#app/http/paths.ts';

export async function action({ context }: ActionFunctionArgs) {
  throw redirect(paths.signIn(), { headers: { 'Set-Cookie': await signOut(context.session) } });
}

/** Opened as a page it does nothing. */
export async function loader() {
  throw redirect(paths.home());
}
