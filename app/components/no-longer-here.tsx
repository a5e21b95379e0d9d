import { Notice } from '#app/ui/notice.tsx';
import styles from './no-longer-here.module.css';
import { noLongerHereSentence } from './read-anew.ts';

/** Stays in sight over a page that can be read and not changed any more. */
export const NoLongerHere = () => (
  <div className={styles.over}>
    <Notice tone="bad" announce>
      {noLongerHereSentence}
    </Notice>
  </div>
);
