import { useCallback, useEffect, useRef, useState } from 'react';
import { LARGEST_FILE, leftOutSentence, MOST_FILES, plainFileName, sizeText } from '#app/domain/file.ts';
import * as paths from '#app/http/paths.ts';
import { type SentEnvelope, useEditing, type Way } from '#app/live/editing.ts';
import { Button } from '#app/ui/button.tsx';
import { Disclosure } from '#app/ui/disclosure.tsx';
import type { WithFiles } from './command-form.tsx';
import styles from './composer-files.module.css';
import { FileField } from './file-field.tsx';

export interface ChosenFiles extends WithFiles {
  list: readonly File[];
  /** From 0 to 1 while they are on their way. */
  progress: number | null;
  add(files: readonly File[]): void;
  remove(file: File): void;
  stop(): void;
  /** What of the last choice cannot go along. */
  problem: string | null;
}

/** Files go along with the next words, and stay here until they have arrived. */
export function useChosenFiles(): ChosenFiles {
  const { plan } = useEditing();
  const [list, setList] = useState<readonly File[]>([]);
  const [progress, setProgress] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const stopping = useRef<AbortController | null>(null);
  const last = useRef<SentEnvelope | null>(null);

  const by: Way['by'] = async (envelope) => {
    last.current = envelope;
    stopping.current = new AbortController();
    setProgress(0);
    try {
      const { deliver } = await import('#app/live/post-files.ts');
      const delivered = await deliver({
        ...{ url: paths.planWithFiles(plan.id), envelope, files: list },
        ...{ onProgress: setProgress, signal: stopping.current.signal },
      });
      if (delivered.reply.kind === 'ok') setList((now) => now.filter((file) => !list.includes(file)));
      return delivered;
    } catch {
      const sentence = 'The files did not get through. Your words and files are still here.';
      return { reply: { kind: 'refused', code: 'failed', sentence }, cursor: null };
    } finally {
      setProgress(null);
    }
  };
  return {
    list,
    progress,
    problem,
    by: list.length > 0 ? by : undefined,
    again: (envelope) => (last.current && saysTheSame(last.current, envelope) ? last.current : envelope),
    add: useCallback(
      (files) => {
        const fit = files.filter((file) => file.size > 0 && file.size <= LARGEST_FILE);
        const room = Math.max(0, MOST_FILES - list.length);
        const why = [
          ...files.filter((file) => !fit.includes(file)).map((file) => problemOf(file)),
          ...fit
            .slice(room)
            .map(({ name }) => leftOutSentence({ name: plainFileName(name), why: 'tooMany' })),
        ];
        setProblem(why.join(' ') || null);
        setList([...list, ...fit.slice(0, room)]);
      },
      [list],
    ),
    remove: (file) => {
      setProblem(null);
      setList(list.filter((each) => each !== file));
    },
    stop: () => stopping.current?.abort(),
  };
}

const problemOf = ({ name, size }: File): string =>
  leftOutSentence({ name: plainFileName(name), why: size === 0 ? 'empty' : 'tooLarge' });

/** But for its id, which a lost answer must not make another. */
function saysTheSame(one: SentEnvelope, other: SentEnvelope): boolean {
  const words = ({ type, args: { id, ...args } }: SentEnvelope) => JSON.stringify([type, args]);
  return words(one) === words(other);
}

/** Beneath the words: what goes along with them. */
export function ComposerFiles({ files }: { files: ChosenFiles }) {
  const { instant } = useEditing();
  const { list, progress, add } = files;
  const field = useRef<HTMLInputElement>(null);
  const take = useCallback(() => {
    const chosen = [...(field.current?.files ?? [])];
    if (chosen.length === 0) return;
    add(chosen);
    if (field.current) field.current.value = '';
  }, [add]);
  // Chosen before the page ran.
  useEffect(() => {
    if (instant) take();
  }, [instant, take]);
  return (
    <>
      {list.length > 0 && (
        <ul className={styles.list} aria-label="Files that go along">
          {list.map((file) => (
            <li key={`${file.name} ${file.size} ${file.lastModified}`}>
              <span className={styles.name}>{file.name}</span>
              <span className={styles.size}>{sizeText(file.size)}</span>
              {progress === null && (
                <Button
                  type="button"
                  size="s"
                  look="bare"
                  aria-label={`Take off ${file.name}`}
                  onClick={() => files.remove(file)}
                >
                  Take off
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {progress !== null && (
        <div className={styles.going}>
          <progress value={progress} aria-label="Sending" />
          <span>{Math.round(progress * 100)} %</span>
          <Button type="button" size="s" onClick={files.stop}>
            Stop
          </Button>
        </div>
      )}
      <div role="status" className={styles.problem}>
        {files.problem}
      </div>
      {(list.length < MOST_FILES || !instant) && (
        <Disclosure summary="Add files">
          <FileField ref={field} onChange={take} />
        </Disclosure>
      )}
    </>
  );
}
