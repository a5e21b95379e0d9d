import { CommandForm } from '#app/components/command-form.tsx';
import type { Offer } from '#app/domain/plan.ts';
import { baseOfYes } from '#app/domain/said-yes-to.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import styles from './say-yes-to-all.module.css';

/** Several questions, one yes. */
export function SayYesToAll({ offers, back }: { offers: readonly Offer[]; back: string }) {
  const { plan } = useEditing();
  return (
    <div className={styles.all}>
      <CommandForm
        type="acceptOffers"
        args={{ offerIds: offers.map((offer) => offer.id) }}
        base={baseOfYes(plan, offers)}
        name="acceptOffers:all"
        back={back}
      >
        <Button size="l" wide>
          Say yes to all {offers.length}
        </Button>
      </CommandForm>
    </div>
  );
}
