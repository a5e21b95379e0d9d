import styles from './letter-frame.module.css';

/**
 * A letter as a mail client shows it: without scripts, and alone. A link somebody presses opens the page itself; in
 * one that is only looked at again links lead nowhere.
 */
export const LetterFrame = ({ src, title, still }: { src: string; title: string; still?: boolean }) => (
  <iframe
    className={styles.frame}
    src={src}
    title={title}
    sandbox={
      still ? '' : 'allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox'
    }
  />
);

/** The plain text, with the addresses in it as links unless it is only looked at again. */
export const LetterText = ({ text, still }: { text: string; still?: boolean }) => (
  <pre className={styles.text}>
    {text.split(/(https?:\/\/\S+)/).map((part, index) =>
      index % 2 === 1 && !still ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one frozen text
        <a key={index} href={part}>
          {part}
        </a>
      ) : (
        part
      ),
    )}
  </pre>
);
