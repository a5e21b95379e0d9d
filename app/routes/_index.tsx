import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { landingOf } from '#app/auth/landing.server.ts';
import { DoorForm } from '#app/components/door-form.tsx';
import { DoorPage } from '#app/components/page-column.tsx';
import * as paths from '#app/http/paths.ts';
import { db } from '#db/client.server.ts';
import { isAnybodyThere } from '#db/people.server.ts';

/** Everybody begins where they belong; only who belongs nowhere stays. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { session } = context;
  if (!session) throw redirect((await isAnybodyThere(db)) ? paths.signIn() : paths.setup());
  const landing = await landingOf(session);
  if (landing) throw redirect(landing);
  return { name: session.person.name };
}

export default function Home() {
  const { name } = useLoaderData<typeof loader>();
  return (
    <DoorPage
      brand="Throughline"
      title="No plan is shared with you"
      lead={`You are here as ${name}. The plans you were in have ended, or you were taken off them. Whoever invited you can let you in again.`}
    >
      <DoorForm action={paths.signOut()} verb="Sign out" look="plain" />
    </DoorPage>
  );
}
