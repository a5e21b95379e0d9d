import { useEffect, useState } from 'react';
import { LetterFrame } from '#app/components/letter-frame.tsx';
import * as paths from '#app/http/paths.ts';
import { useEditing } from '#app/live/editing.ts';
import styles from './share.module.css';
import { searchOf, type Whom } from './whom.ts';

export interface LetterPreviewProps {
  letter: { subject: string; from: string };
  whom: Whom;
}

/** The invitation as it will arrive, drawn anew when somebody has stopped typing. */
export function LetterPreview({ letter, whom }: LetterPreviewProps) {
  const { plan } = useEditing();
  const wanted = `${paths.planShareLetter(plan.id)}?${searchOf(whom)}`;
  const [src, setSrc] = useState(wanted);
  useEffect(() => {
    const later = setTimeout(() => setSrc(wanted), 500);
    return () => clearTimeout(later);
  }, [wanted]);
  return (
    <section aria-labelledby="letter" className={styles.letter}>
      <h2 id="letter" className={styles.title}>
        The invitation, as it will arrive
      </h2>
      <dl className={styles.headers}>
        <div>
          <dt>From</dt>
          <dd>{letter.from}</dd>
        </div>
        <div>
          <dt>Subject</dt>
          <dd>{letter.subject}</dd>
        </div>
      </dl>
      <LetterFrame key={src} src={src} title="The invitation, as it will arrive" />
    </section>
  );
}
