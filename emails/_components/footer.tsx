import type { PlanLetter } from '../plan-letter.ts';
import { useIsText } from './medium.ts';
import { font, light } from './palette.ts';

type Props = PlanLetter['footer'] & { disclaimer?: boolean };

const DISCLAIMER = 'A working schedule. Not an offer, a commitment to buy, or part of any contract.';

/** Why this came, how to change it, how to stop it: last in every letter. */
export function Footer({ why, reply, changeUrl, stopUrl, disclaimer }: Props) {
  if (useIsText())
    return (
      <>
        <p>--</p>
        {reply && <p>{reply}</p>}
        <p>{why}</p>
        {changeUrl && <p>Change how we keep in touch: {changeUrl}</p>}
        {stopUrl && <p>Stop these letters: {stopUrl}</p>}
        {disclaimer && <p>{DISCLAIMER}</p>}
      </>
    );
  const link = (url: string, words: string) => (
    <a href={url} className="ink3" style={{ color: light.ink3, textDecoration: 'underline' }}>
      {words}
    </a>
  );
  return (
    <div className="rule ink3" style={box}>
      {reply && (
        <>
          {reply}
          <br />
        </>
      )}
      {why}
      {changeUrl && stopUrl && (
        <>
          {' '}
          {link(changeUrl, 'Change how we keep in touch')} or {link(stopUrl, 'stop these letters')}.
        </>
      )}
      {changeUrl && !stopUrl && <> {link(changeUrl, 'Change how we keep in touch')}.</>}
      {stopUrl && !changeUrl && <> {link(stopUrl, 'Stop these letters')}.</>}
      {disclaimer && (
        <>
          <br />
          {DISCLAIMER}
        </>
      )}
    </div>
  );
}

const box = {
  marginTop: 28,
  paddingTop: 16,
  borderTop: `1px solid ${light.line}`,
  fontFamily: font,
  fontSize: 12.5,
  lineHeight: '20px',
  color: light.ink3,
} as const;
