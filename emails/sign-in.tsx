import { Button } from './_components/button.tsx';
import { Footer } from './_components/footer.tsx';
import { Layout } from './_components/layout.tsx';
import { useIsText } from './_components/medium.ts';
import { light } from './_components/palette.ts';
import { Paragraph } from './_components/words.tsx';

export type SignInProps = {
  code: string;
  url: string;
  /** How long both work, in words: "10 minutes". */
  lifetime: string;
  /** The host the reader asked at: "plans.example". */
  host: string;
};

export const subject = ({ host }: SignInProps) => `Your code to sign in at ${host}`;

export default function SignIn({ code, url, lifetime, host }: SignInProps) {
  return (
    <Layout title="Your code to sign in" preview={`It works for ${lifetime}, once.`}>
      <Paragraph>Type this code in the window where you asked for it.</Paragraph>
      <Code code={code} />
      <Paragraph>Or sign in with one press, in the same browser. Both work for {lifetime}, once.</Paragraph>
      <Button label="Sign in" url={url} />
      <Footer
        why={`You get this because someone typed this address at ${host}. If it was not you, do nothing: nobody gets in without the code, and no one will ever ask you for it.`}
      />
    </Layout>
  );
}

function Code({ code }: { code: string }) {
  if (useIsText()) return <p>{code}</p>;
  return (
    <div
      className="sunken ink"
      style={{
        margin: '18px 0 8px',
        padding: '14px 20px',
        borderRadius: 10,
        backgroundColor: light.paper,
        fontFamily: 'Consolas,Menlo,"Courier New",monospace',
        fontSize: 30,
        lineHeight: '38px',
        fontWeight: 600,
        letterSpacing: '0.16em',
        color: light.ink,
      }}
    >
      {code}
    </div>
  );
}

export const previewProps: SignInProps = {
  code: '481203',
  url: 'https://plans.example/sign-in/{{secret:sign-in}}',
  lifetime: '10 minutes',
  host: 'plans.example',
};
