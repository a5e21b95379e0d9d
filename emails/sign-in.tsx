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
  /** Asked for to decide an approval, by somebody who has the plan open. */
  toDecide?: boolean;
};

export const subject = ({ host, toDecide }: SignInProps) =>
  toDecide ? `Your code to decide at ${host}` : `Your code to sign in at ${host}`;

export default function SignIn({ code, url, lifetime, host, toDecide }: SignInProps) {
  if (toDecide)
    return (
      <Layout title="Your code to decide" preview={`It works for ${lifetime}, once.`}>
        <Paragraph>
          Type this code on the page where you decide. It makes sure that nobody decides in your name, and is
          asked for once in each browser.
        </Paragraph>
        <Code code={code} />
        <Paragraph>
          Or prove it with one press, in the same browser. Both work for {lifetime}, once.
        </Paragraph>
        <Button label="It is me" url={url} />
        <Footer
          why={`You get this because somebody who has your plan open at ${host} is about to decide as you. If it was not you, do nothing: nothing is decided without the code, and no one will ever ask you for it.`}
        />
      </Layout>
    );
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
