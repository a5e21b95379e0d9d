import { VisuallyHidden } from '#app/ui/visually-hidden.tsx';
import styles from './composer-audience.module.css';

export interface ComposerAudienceProps {
  company: string;
  onlyOurs: boolean;
  onChange: (onlyOurs: boolean) => void;
}

/** Who will read it: two answers side by side. */
export function ComposerAudience({ company, onlyOurs, onChange }: ComposerAudienceProps) {
  const choice = (value: boolean, label: string) => (
    <label className={styles.choice}>
      <input
        type="radio"
        name="json.onlyOurs"
        value={String(value)}
        checked={onlyOurs === value}
        onChange={() => onChange(value)}
      />
      <span>{label}</span>
    </label>
  );
  return (
    <fieldset className={styles.audience}>
      <VisuallyHidden as="legend">Who reads it</VisuallyHidden>
      {choice(false, 'Both sides')}
      {choice(true, `Only ${company}`)}
    </fieldset>
  );
}
