import { Button } from './_components/button.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { Paragraph } from './_components/words.tsx';
import { firstNameOf, possessive } from './phrases.ts';

export type MemberInvitationProps = {
  firstName: string;
  /** Who sends it: a colleague. */
  inviter: string;
  workspaceName: string;
  url: string;
  footer: { why: string };
};

export const subject = ({ inviter, workspaceName }: MemberInvitationProps) =>
  `${firstNameOf(inviter)} adds you to ${possessive(workspaceName)} plans`;

export default function MemberInvitation(props: MemberInvitationProps) {
  const { firstName, inviter, workspaceName, url, footer } = props;
  return (
    <Layout
      title={`${firstName}, ${possessive(workspaceName)} plans are yours to read`}
      preview="Who does what by when, with every customer, in one place."
    >
      <Paragraph>
        {inviter} made you a member of {workspaceName} here. You read every plan {workspaceName} has with its
        customers, and open your own.
      </Paragraph>
      <Button label="Come in" url={url} />
      <Paragraph>There is no password: the page behind the button sends you a code to sign in.</Paragraph>
      <Footer {...footer} />
    </Layout>
  );
}

export const previewProps: MemberInvitationProps = {
  firstName: 'Tom',
  inviter: 'Priya Nair',
  workspaceName: 'Northwind',
  url: 'https://plans.example/join/{{secret:member-invitation}}',
  footer: {
    why: 'Priya Nair at Northwind gave us your address to send you this. If you do nothing, no other letter comes.',
  },
};
