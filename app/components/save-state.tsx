import { classNames } from '#app/ui/class-names.ts';
import styles from './save-state.module.css';

export type SaveStateProps =
  | { state: 'saved' }
  | { state: 'saving'; count: number }
  | { state: 'offline'; count: number }
  | { state: 'signedOut'; count: number }
  | { state: 'needsYou'; count: number };

/** Whether what was typed is safe: at the right of every bar. */
export function SaveState(props: SaveStateProps) {
  return (
    <span role="status" className={classNames(styles.state, styles[props.state])}>
      {props.state === 'saved' && 'Saved'}
      {props.state === 'saving' && `Saving ${props.count}`}
      {props.state === 'offline' && (props.count ? `Offline, ${props.count} waiting` : 'Offline')}
      {props.state === 'signedOut' && `Signed out, ${props.count} waiting`}
      {props.state === 'needsYou' && needsYou(props.count)}
    </span>
  );
}

export const needsYou = (count: number): string => (count === 1 ? '1 needs you' : `${count} need you`);
