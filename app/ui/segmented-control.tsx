import styles from './segmented-control.module.css';

export interface Segment {
  value: string;
  label: string;
}

export interface SegmentedControlProps {
  /** What is being chosen; read aloud. */
  legend: string;
  name: string;
  options: readonly Segment[];
  defaultValue?: string;
  value?: string;
  onValueChange?: (value: string) => void;
}

/** Two or three answers side by side. Radio buttons beneath, so it posts without JavaScript. */
export function SegmentedControl(props: SegmentedControlProps) {
  const { legend, name, options, defaultValue, value, onValueChange } = props;
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{legend}</legend>
      <div className={styles.track}>
        {options.map((option) => (
          <label key={option.value} className={styles.segment}>
            <input
              type="radio"
              name={name}
              value={option.value}
              defaultChecked={value === undefined ? option.value === defaultValue : undefined}
              checked={value === undefined ? undefined : option.value === value}
              onChange={() => onValueChange?.(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
