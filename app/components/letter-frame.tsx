import styles from './letter-frame.module.css';

/** A letter as a mail client shows it: without scripts, and alone. A link somebody presses opens the page itself. */
export const LetterFrame = ({ src, title }: { src: string; title: string }) => (
  <iframe
    className={styles.frame}
    src={src}
    title={title}
    sandbox="allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox"
  />
);

/** The plain text, with the addresses in it as links. */
export const LetterText = ({ text }: { text: string }) => (
  <pre className={styles.text}>
    {text.split(/(https?:\/\/\S+)/).map((part, index) =>
      index % 2 === 1 ? (
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
