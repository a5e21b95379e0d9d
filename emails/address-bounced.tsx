import { Button } from './_components/button.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { Paragraph } from './_components/words.tsx';
import { firstNameOf } from './phrases.ts';
import type { PlanLetter } from './plan-letter.ts';

export type AddressBouncedProps = {
  name: string;
  address: string;
  why: 'bounced' | 'complained';
  /** What the mail server said of it. */
  words?: string;
  entered: boolean;
  button: PlanLetter['button'];
  footer: PlanLetter['footer'];
};

export const subject = ({ name, why }: AddressBouncedProps) =>
  why === 'bounced' ? `Letters to ${name} do not arrive` : `${name} wants no letters from here`;

export default function AddressBounced(props: AddressBouncedProps) {
  const { name, address, why, words, entered, button, footer } = props;
  const first = firstNameOf(name);
  const fact =
    why === 'bounced'
      ? `${address} sent the last letter back, so no other is sent there.`
      : `${first} marked a letter as unwanted, so no other is sent to ${address}.`;
  return (
    <Layout title={subject(props)} preview={fact}>
      <Paragraph>{fact}</Paragraph>
      {words && <Paragraph>Their mail server said: “{words}”</Paragraph>}
      <Paragraph>{whatToDo(first, why, entered)}</Paragraph>
      <Button {...button} />
      <Footer {...footer} />
    </Layout>
  );
}

function whatToDo(first: string, why: AddressBouncedProps['why'], entered: boolean): string {
  if (why === 'complained')
    return `The plan is still open to ${first}, and only ${first} can have letters sent again. A call says more than a letter here.`;
  return entered
    ? `Ask ${first} by phone. Once the address takes mail again, have letters sent there again on the people page.`
    : `Ask ${first} by phone for the right address, and correct it on the people page.`;
}

export const previewProps: AddressBouncedProps = {
  name: 'Rui Santos',
  address: 'rui@acme.example',
  why: 'bounced',
  words: '550 5.1.1 The email account that you tried to reach does not exist.',
  entered: false,
  button: { label: 'See the people', url: 'https://plans.example/plans/7/people' },
  footer: {
    why: 'You get this because you answer for the people at Acme Freight.',
    stopUrl: 'https://plans.example/stop/{{secret:stop}}',
  },
};
