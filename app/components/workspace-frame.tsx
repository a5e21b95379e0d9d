import { type ReactNode, useEffect } from 'react';
import * as paths from '#app/http/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { AccountMenu } from './account-menu.tsx';
import { WidePage } from './page-column.tsx';
import { TopBar } from './top-bar.tsx';

const TITLES = {
  today: 'Today',
  newPlan: 'New plan',
  account: 'Your account',
  settings: 'Settings',
  templates: 'Templates',
  template: 'Template',
  stages: 'Stages',
} as const;
/** Pages one level further down. */
const UNDER = {
  templates: [{ label: TITLES.settings, href: paths.settings() }],
  template: [{ label: TITLES.templates, href: paths.templates() }],
  stages: [{ label: TITLES.settings, href: paths.settings() }],
};

export interface WorkspaceFrameProps {
  /** The workspace for its members, the product for everybody else. */
  brand: string;
  /** The address of the workspace's mark. */
  mark?: string | null;
  person: { name: string; isMember: boolean };
  current: 'plans' | keyof typeof TITLES;
  /** May open plans; the page that does so leaves its button out. */
  canOpen?: boolean;
  header: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}

/** What stands around the pages that belong to no single plan. */
export function WorkspaceFrame({
  brand,
  mark,
  person,
  current,
  canOpen,
  header,
  aside,
  children,
}: WorkspaceFrameProps) {
  useEffect(() => {
    // Without its code the server has the browser clear what it keeps, and nobody is told first.
    void import('#app/live/leave-browser.ts')
      .then(({ guardSignOut }) => guardSignOut())
      .catch(() => undefined);
  }, []);
  return (
    <WidePage
      header={header}
      aside={aside}
      bar={
        <TopBar
          brand={brand}
          brandHref={paths.plans()}
          mark={mark}
          crumbs={
            current === 'plans'
              ? undefined
              : [
                  ...(current in UNDER
                    ? UNDER[current as keyof typeof UNDER]
                    : [{ label: 'Plans', href: paths.plans() }]),
                  { label: TITLES[current] },
                ]
          }
        >
          <AccountMenu
            name={person.name}
            side={person.isMember ? 'seller' : 'buyer'}
            elsewhere={current !== 'plans'}
            isMember={person.isMember}
          />
          {canOpen && current === 'plans' && (
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
