import type { ReactNode } from 'react';
import * as paths from '#app/http/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { DoorForm, type DoorFormProps } from './door-form.tsx';
import { DoorPage } from './page-column.tsx';

export interface AskForCodeProps extends Pick<DoorFormProps, 'verb' | 'trouble'> {
  /** Somebody else whom this browser holds. */
  hereAs: string | null;
}

/** For a link that opens nothing by itself: a code to the address the invitation went to. */
export function AskForCode({ hereAs, ...form }: AskForCodeProps) {
  return (
    <DoorForm {...form}>
      <input type="hidden" name="intent" value="code" />
      {hereAs && (
        <p>
          This browser is in use by <b>{hereAs}</b>, who is signed out of it once you type the code.
        </p>
      )}
    </DoorForm>
  );
}

export function TakenBack({ brand, children }: { brand: string; children: ReactNode }) {
  return (
    <DoorPage brand={brand} title="This invitation was taken back" lead={children}>
      <ButtonLink href={paths.home()} size="l" wide>
        Go to the first page
      </ButtonLink>
    </DoorPage>
  );
}

export function UnknownLink() {
  return (
    <DoorPage
      brand="Throughline"
      title="We do not know this link"
      lead="Mail programs sometimes cut a long link in two. Open it from the letter once more, or copy all of it into the address bar."
    >
      <ButtonLink href={paths.signIn()} size="l" wide>
        Sign in with your mail address
      </ButtonLink>
    </DoorPage>
  );
}
