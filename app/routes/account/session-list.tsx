import { Form } from '@remix-run/react';
import type { ShownSession } from '#app/auth/own-sessions.server.ts';
import { SectionHeading } from '#app/components/section-heading.tsx';
import { Button } from '#app/ui/button.tsx';
import { Chip } from '#app/ui/chip.tsx';
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx';
import styles from './account.module.css';
import { sinceWords, usedWords } from './session-words.ts';

export interface SessionListProps {
  sessions: readonly ShownSession[];
  proven: boolean;
  zone: string;
  now: string;
}

/** Where somebody is signed in: each browser, what it reaches, and the way to end it. */
export function SessionList({ sessions, proven, zone, now }: SessionListProps) {
  const others = sessions.filter((s) => !s.isThis).length;
  return (
    <section aria-labelledby="sessions">
      <SectionHeading id="sessions" aside={sessions.length}>
        Where you are signed in
      </SectionHeading>
      <ul className={styles.sessions}>
        {sessions.map((session) => (
          <li key={session.id} className={styles.session}>
            <div className={styles.words}>
              <p className={styles.browser}>
                <b>{session.browser}</b>
                {session.isThis && <Chip look="outlined">This browser</Chip>}
              </p>
              <p className={styles.quiet}>
                Reaches {session.reach}. In {sinceWords(session.since, now, zone)},{' '}
                {usedWords(session.used, now, zone)}.
              </p>
            </div>
            {session.endable && (
              <Form method="post" preventScrollReset>
                <input type="hidden" name="intent" value="end" />
                <input type="hidden" name="session" value={session.id} />
                <Button size="s">
                  Sign out
                  <VisuallyHidden>
                    {' '}
                    {session.isThis
                      ? 'of this browser'
                      : `of ${session.browser}, ${usedWords(session.used, now, zone)}`}
                  </VisuallyHidden>
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {proven && (
        <Form method="post" className={styles.everywhere}>
          <input type="hidden" name="intent" value="endAll" />
          <p className={styles.quiet}>
            {others === 0
              ? 'You are signed in nowhere else.'
              : 'A browser you do not know, or a phone you lost? This ends all of them at once, this one too; a code brings you back.'}
          </p>
          <Button look="danger">Sign out everywhere</Button>
        </Form>
      )}
    </section>
  );
}
