import type { Side } from '#app/domain/plan.ts';
import { initials } from '#app/domain/plan-words.ts';
import * as paths from '#app/http/paths.ts';
import { DetailsMenu, DetailsMenuButton, DetailsMenuLink } from '#app/ui/details-menu.tsx';
import styles from './account-menu.module.css';
import { Avatar } from './avatar.tsx';

/** Who is reading, and the ways out. */
export function AccountMenu({ name, side, elsewhere }: { name: string; side: Side; elsewhere?: boolean }) {
  return (
    <div className={styles.menu}>
      <DetailsMenu
        label={<Avatar initials={initials(name)} side={side} />}
        name={`You are ${name}`}
        look="bare"
        size="s"
      >
        <p className={styles.name}>{name}</p>
        {elsewhere && <DetailsMenuLink href={paths.plans()}>All plans</DetailsMenuLink>}
        <form method="post" action={paths.signOut()}>
          <DetailsMenuButton>Sign out</DetailsMenuButton>
        </form>
      </DetailsMenu>
    </div>
  );
}
