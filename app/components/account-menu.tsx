import { initials } from '#app/domain/initials.ts';
import type { Side } from '#app/domain/plan.ts';
import * as paths from '#app/http/paths.ts';
import { DetailsMenu, DetailsMenuButton, DetailsMenuLink } from '#app/ui/details-menu.tsx';
import styles from './account-menu.module.css';
import { Avatar } from './avatar.tsx';

export interface AccountMenuProps {
  name: string;
  side: Side;
  /** The page at hand is not the list of plans. */
  elsewhere?: boolean;
  /** Signed in to a workspace. */
  isMember?: boolean;
  /** On a plan, the page of its own settings. */
  planSettings?: string;
}

/** Who is reading, what is theirs, and the ways out. */
export function AccountMenu({ name, side, elsewhere, isMember, planSettings }: AccountMenuProps) {
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
        {planSettings && <DetailsMenuLink href={planSettings}>This plan’s settings</DetailsMenuLink>}
        <DetailsMenuLink href={paths.account()}>Your account</DetailsMenuLink>
        {isMember && <DetailsMenuLink href={paths.settings()}>Settings</DetailsMenuLink>}
        <form method="post" action={paths.signOut()}>
          <DetailsMenuButton>Sign out</DetailsMenuButton>
        </form>
      </DetailsMenu>
    </div>
  );
}
