import * as paths from '#app/http/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Disclosure } from '#app/ui/disclosure.tsx';
import { Notice } from '#app/ui/notice.tsx';
import styles from './people.module.css';
import type { Sharing } from './sharing-words.ts';

/** Before the first invitation across: what it shares, and what stands in its way. */
export function SharePreview({
  sharing,
  company,
  planId,
}: {
  sharing: Sharing;
  company: string;
  planId: string;
}) {
  if (sharing.missing)
    return (
      <Notice
        tone="need"
        title={`This plan cannot be shared with ${company} yet.`}
        actions={<ButtonLink href={paths.plan(planId)}>{sharing.missing.label}</ButtonLink>}
      >
        {sharing.missing.sentence}
      </Notice>
    );
  return (
    <Notice title={`Inviting somebody at ${company} shares this plan with them.`}>
      <p>
        {sharing.seen} {sharing.asked}
      </p>
      <p>
        Whoever you invite gets one letter and at most two reminders. Nothing else is sent before they come
        in.
      </p>
      <p>
        <a href={paths.planShare(planId)}>Read it as {company} will, and the letter before it goes</a>
      </p>
      <Disclosure summary={`What ${company} will see`}>
        <ul className={styles.steps}>
          {sharing.shown.map((title) => (
            <li key={title}>{title}</li>
          ))}
        </ul>
        {sharing.kept.length > 0 && (
          <>
            <p className={styles.kept}>Kept back:</p>
            <ul className={styles.steps}>
              {sharing.kept.map((title) => (
                <li key={title}>{title}</li>
              ))}
            </ul>
          </>
        )}
      </Disclosure>
    </Notice>
  );
}
