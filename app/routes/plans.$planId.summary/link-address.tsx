import { useEffect, useRef, useState } from 'react';
import { type Day, shortDay } from '#app/domain/day.ts';
import { bothNames } from '#app/domain/plan-words.ts';
import { useEditing } from '#app/live/editing.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import styles from './summary.module.css';

/** The address to copy, and a letter of one's own that begins with it. */
export function LinkAddress({ url, endsOn }: { url: string; endsOn: Day }) {
  const { plan } = useEditing();
  const box = useRef<HTMLInputElement>(null);
  const [said, say] = useState('');
  const [works, setWorks] = useState(false);
  useEffect(() => setWorks(true), []);
  const copy = async () => {
    box.current?.select();
    try {
      await navigator.clipboard.writeText(url);
      say('Copied.');
    } catch {
      say('Your browser keeps it from us: it is selected, so copy it yourself.');
    }
  };
  const { objective } = plan.goal;
  const letter = new URLSearchParams({
    subject: `${objective}: the plan on a page`,
    body: `${bothNames(plan)}: what it is for, where it stands, and what is asked for next. No sign-in is needed; the link ends on ${shortDay(endsOn)}.\n\n${url}\n`,
  })
    .toString()
    // Mail programs read a plus as a plus.
    .replaceAll('+', '%20');
  return (
    <div className={styles.stack}>
      <input ref={box} className={styles.address} readOnly value={url} aria-label="The link" />
      <div className={styles.buttons}>
        {works && (
          <Button type="button" size="s" onClick={copy}>
            Copy link
          </Button>
        )}
        <ButtonLink size="s" href={`mailto:?${letter}`}>
          Write to your boss
        </ButtonLink>
      </div>
      <p role="status" className={styles.said}>
        {said}
      </p>
    </div>
  );
}
