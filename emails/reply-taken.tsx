import { Button } from './_components/button.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { OwnWords, Paragraph } from './_components/words.tsx';
import type { PlanLetter } from './plan-letter.ts';

export type ReplyTakenProps = {
  readerName: string;
  words: string;
  /** The step it is about. */
  title: string;
  /** "14:20", in the reader's zone, which `zone` names. */
  when: string;
  zone: string;
  company: string;
  /** Only the reader's own side will see it. */
  onlyOurs: boolean;
  /** Where it came from, when that is not the reader's own address: nothing happens without their yes. */
  sender?: string;
  /** What came with it, by name and size. */
  files: readonly string[];
  /** What came and was not kept: a sentence each. */
  leftOut: readonly string[];
  button: PlanLetter['button'];
  footer: PlanLetter['footer'];
};

export const subject = ({ title, when, company, onlyOurs, sender }: ReplyTakenProps) =>
  sender
    ? `Did you write this about ${title}?`
    : `${onlyOurs ? `Only ${company}` : 'Both sides'} will see your reply at ${when}`;

export default function ReplyTaken(props: ReplyTakenProps) {
  const { readerName, words, title, when, zone, company, onlyOurs, sender, files, leftOut, button, footer } =
    props;
  const who = onlyOurs ? `only people at ${company}` : 'both sides';
  return (
    <Layout title={subject(props)} preview={words}>
      <Paragraph>
        {sender
          ? `It came from ${sender}, in answer to a letter of yours. Nobody sees it unless you say that it is from you; then ${who} will.`
          : `At ${when} (${zone}) it is written under “${title}”, and ${who} can read it. Until then nobody does.`}
      </Paragraph>
      <OwnWords words={words} name={sender ?? readerName} />
      {files.length > 0 && <Paragraph>With it: {files.join(', ')}.</Paragraph>}
      {leftOut.length > 0 && <Paragraph>Not with it: {leftOut.join(' ')}</Paragraph>}
      <Button {...button} />
      <Footer {...footer} />
    </Layout>
  );
}

export const previewProps: ReplyTakenProps = {
  readerName: 'Dana',
  words: 'Tom has the form since this morning.\nThe open questions are on page 3.',
  title: 'Security questionnaire sent to Northwind',
  when: '14:20',
  zone: 'Europe/Lisbon',
  company: 'Acme Freight',
  onlyOurs: false,
  files: ['Open questions.pdf (212 kB)'],
  leftOut: [
    '“setup.exe” is not a kind of file we keep. PDF, pictures, Word, Excel, PowerPoint, text and CSV are.',
  ],
  button: {
    label: 'Open the step',
    url: 'https://plans.example/plans/7/steps/3',
    acts: [
      { label: 'Only Acme Freight', url: 'https://plans.example/replies/{{secret:one}}' },
      { label: 'Delete', url: 'https://plans.example/replies/{{secret:other}}' },
    ],
  },
  footer: {
    why: 'You get this because you replied to a letter.',
    stopUrl: 'https://plans.example/stop/{{secret:stop}}',
  },
};
