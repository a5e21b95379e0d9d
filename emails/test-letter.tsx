import { Button } from './_components/button.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { Paragraph } from './_components/words.tsx';

export type TestLetterProps = {
  host: string;
  /** Where the links of letters begin. */
  url: string;
  footer: { why: string };
};

export const subject = ({ host }: TestLetterProps) => `A test letter from ${host}`;

export default function TestLetter({ host, url, footer }: TestLetterProps) {
  return (
    <Layout title="This letter has arrived" preview={`Letters from ${host} leave, and reach you.`}>
      <Paragraph>
        Letters from {host} leave, and reach you. The button opens the first page, if the address links begin
        with is right.
      </Paragraph>
      <Paragraph>
        If it lay among unwanted mail, others will too: look at SPF, DKIM and DMARC of the sender.
      </Paragraph>
      <Button label="Open the first page" url={url} />
      <Footer {...footer} />
    </Layout>
  );
}

export const previewProps: TestLetterProps = {
  host: 'plans.example',
  url: 'https://plans.example/',
  footer: { why: 'You get this because you asked for it a moment ago.' },
};
