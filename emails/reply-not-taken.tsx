import { Button } from './_components/button.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { OwnWords, Paragraph } from './_components/words.tsx';
import type { PlanLetter } from './plan-letter.ts';

export type ReplyNotTakenProps = {
  why: 'unknown' | 'expired' | 'empty' | 'tooLong' | 'tooLarge' | 'refused';
  /** Of the plan, where it was refused there. */
  sentence?: string;
  /** Theirs, given back. */
  words: string;
  button?: PlanLetter['button'];
  footer: PlanLetter['footer'];
};

const subjects: Record<ReplyNotTakenProps['why'], string> = {
  unknown: 'Your letter found nobody here',
  expired: 'Your reply came to an address that has ended',
  empty: 'Your reply came without words',
  tooLong: 'Your reply was too long for a plan',
  tooLarge: 'Your letter was too large to come in',
  refused: 'Your reply is not on the plan',
};
const sentences: Record<Exclude<ReplyNotTakenProps['why'], 'refused'>, string> = {
  unknown:
    'Nobody gets letters at the address you wrote to. If you meant to answer a letter from a plan, reply to that letter itself.',
  expired:
    'Letters from a plan can be answered for 90 days, by people who are on that plan. Sign in with your mail address, and write it there.',
  empty: 'There was nothing in it but what you replied to. Write above the line, and send it again.',
  tooLarge:
    'With its files it was larger than we take, about 25 MB. Send it again with smaller files, or with a link to where they lie.',
  tooLong: 'A reply holds up to about 20,000 characters. Say it in fewer words, or write it on the plan.',
};

export const subject = ({ why }: ReplyNotTakenProps) => subjects[why];

export default function ReplyNotTaken(props: ReplyNotTakenProps) {
  const { why, sentence, words, button, footer } = props;
  const told = why === 'refused' ? (sentence ?? '') : sentences[why];
  return (
    <Layout title={subject(props)} preview={told}>
      <Paragraph>{told} Nobody else has seen what you wrote.</Paragraph>
      {words && <OwnWords words={words} name="Your letter" />}
      {button && <Button {...button} />}
      <Footer {...footer} />
    </Layout>
  );
}

export const previewProps: ReplyNotTakenProps = {
  why: 'expired',
  words: 'The form is on its way.',
  button: { label: 'Sign in', url: 'https://plans.example/sign-in' },
  footer: { why: 'You get this because you wrote to an address of ours. There is one such answer a day.' },
};
