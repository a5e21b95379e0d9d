import { CommandForm } from '#app/components/command-form.tsx';
import { Button } from '#app/ui/button.tsx';
import styles from './say-yes-to-all.module.css';

/** Several questions, one yes. */
export function SayYesToAll({ offerIds, back }: { offerIds: string[]; back: string }) {
  return (
    <div className={styles.all}>
      <CommandForm type="acceptOffers" args={{ offerIds }} name="acceptOffers:all" back={back}>
        <Button size="l" wide>
          Say yes to all {offerIds.length}
        </Button>
      </CommandForm>
    </div>
  );
}
