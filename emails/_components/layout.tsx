import { Fragment, type ReactNode } from 'react';
import { Body, Head, Html, Preview } from 'react-email';
import type { PlanLetter } from '../plan-letter.ts';
import { Mark } from './mark.tsx';
import { useIsText } from './medium.ts';
import { font, headStyles, light } from './palette.ts';
import { OwnWords, Paragraph } from './words.tsx';

type Props = {
  title: string;
  /** What the inbox shows behind the subject: it adds to the subject, it does not repeat it. */
  preview: string;
  /** Of a plan: what somebody wrote with it goes on top. */
  letter?: Pick<PlanLetter, 'wrote' | 'standsInFor'>;
  children: ReactNode;
};

export function Layout({ title, preview, letter, children }: Props) {
  const place = letter?.standsInFor && (
    <Paragraph>
      {letter.standsInFor.name} is away until {letter.standsInFor.until} and named you to stand in.
    </Paragraph>
  );
  const words = letter?.wrote?.map(({ onlyFor, ...wrote }) => (
    <Fragment key={wrote.words}>
      <OwnWords {...wrote} />
      {onlyFor && <Paragraph>Only people at {onlyFor} can read this on the plan.</Paragraph>}
    </Fragment>
  ));
  if (useIsText())
    return (
      <Html>
        <h1>{title}</h1>
        {place}
        {words}
        {children}
      </Html>
    );
  return (
    <Html>
      <Head>
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <title>{title}</title>
        <style>{headStyles}</style>
      </Head>
      <Body className="paper" style={{ margin: 0, backgroundColor: light.paper }}>
        <Preview useTitleTag={false}>{preview}</Preview>
        <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} className="paper">
          <tbody>
            <tr>
              <td align="center" className="page" style={{ padding: '24px 12px 32px' }}>
                <table
                  role="presentation"
                  width="600"
                  cellPadding={0}
                  cellSpacing={0}
                  style={{ width: '100%', maxWidth: 600, borderCollapse: 'separate' }}
                >
                  <tbody>
                    <tr>
                      <td className="card" align="left" style={card}>
                        <Mark />
                        <h1 className="ink" style={heading}>
                          {title}
                        </h1>
                        {place}
                        {words}
                        {children}
                      </td>
                    </tr>
                  </tbody>
                </table>
              </td>
            </tr>
          </tbody>
        </table>
      </Body>
    </Html>
  );
}

const card = {
  backgroundColor: light.card,
  border: `1px solid ${light.line}`,
  borderRadius: 14,
  padding: '34px 40px 30px',
  fontFamily: font,
  fontSize: 15,
  lineHeight: '23px',
  color: light.ink2,
  wordBreak: 'break-word',
} as const;

const heading = {
  margin: '28px 0 0',
  fontFamily: font,
  fontSize: 24,
  lineHeight: '30px',
  fontWeight: 650,
  letterSpacing: '-0.02em',
  color: light.ink,
} as const;
