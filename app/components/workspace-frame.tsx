import type { ReactNode } from 'react';
import * as paths from '#app/http/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { AccountMenu } from './account-menu.tsx';
import { WidePage } from './page-column.tsx';
import { TopBar } from './top-bar.tsx';

export interface WorkspaceFrameProps {
  /** The workspace for its members, the product for everybody else. */
  brand: string;
  person: { name: string; isMember: boolean };
  current: 'plans' | 'newPlan';
  /** May open plans; the page that does so leaves its button out. */
  canOpen?: boolean;
  header: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}

/** What stands around the pages that belong to no single plan. */
export function WorkspaceFrame({
  brand,
  person,
  current,
  canOpen,
  header,
  aside,
  children,
}: WorkspaceFrameProps) {
  return (
    <WidePage
      header={header}
      aside={aside}
      bar={
        <TopBar
          brand={brand}
          brandHref={paths.plans()}
          crumbs={
            current === 'newPlan'
              ? [{ label: 'Plans', href: paths.plans() }, { label: 'New plan' }]
              : undefined
          }
        >
          <AccountMenu name={person.name} side={person.isMember ? 'seller' : 'buyer'} />
          {canOpen && current !== 'newPlan' && (
            <ButtonLink look="primary" href={paths.newPlan()}>
              New plan
            </ButtonLink>
          )}
        </TopBar>
      }
    >
      {children}
    </WidePage>
  );
}
