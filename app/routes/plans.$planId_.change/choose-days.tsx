import type { MoveWords } from '#app/components/move-words.ts';
import { DoorPage } from '#app/components/page-column.tsx';
import { Resend } from '#app/components/resend.tsx';
import { WhatElseMoves } from '#app/components/what-else-moves.tsx';
import * as paths from '#app/http/paths.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { ButtonRow } from '#app/ui/button-row.tsx';

/** In a form: its person has seen what else would move. */
export const CHOSEN = 'chosen';

export interface ChooseDaysProps {
  planId: string;
  choice: MoveWords;
  /** The conflict it answers. */
  settles?: string;
  /** One of the forms is sent, and under this id it is done once. */
  freshId: string;
  back: string;
}

/** Before days move, where the page does not run: what else would move, and each way on as a form. */
export function ChooseDays({ planId, choice, settles, freshId, back }: ChooseDaysProps) {
  return (
    <DoorPage brand="Throughline" title={choice.title ?? 'Before this day moves'} lead={choice.lead}>
      <WhatElseMoves words={choice} />
      <ButtonRow>
        {choice.ways.map(({ label, sent }, at) => (
          <form key={label} method="post" action={paths.planChange(planId)}>
            <Resend envelope={{ ...sent, id: freshId, confirmed: false, settles }} back={back} />
            <input type="hidden" name={CHOSEN} value="yes" />
            <Button look={at === 0 ? 'primary' : 'plain'}>{label}</Button>
          </form>
        ))}
        <ButtonLink href={back} look="bare">
          {choice.keep}
        </ButtonLink>
      </ButtonRow>
    </DoorPage>
  );
}
