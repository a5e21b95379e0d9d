import type { CSSProperties } from 'react';
import type { PlanLetter } from '../plan-letter.ts';
import { Acts } from './acts.tsx';
import { useIsText } from './medium.ts';
import { font, light } from './palette.ts';

// Word, which draws letters in Outlook, ignores padding on links: it takes this from the cell instead.
const cell: CSSProperties & { msoPaddingAlt: string } = {
  backgroundColor: light.ink,
  borderRadius: 10,
  msoPaddingAlt: '12px 20px',
};

/**
 * The one button of a letter: a solid table cell, so that it survives forwarding and images off. Beneath it, as words,
 * what can be done about the letter's one step without opening the plan.
 */
export function Button({ label, url, acts = [] }: PlanLetter['button']) {
  if (useIsText())
    return (
      <p>
        {label}:<br />
        {url}
        <Acts acts={acts} />
      </p>
    );
  return (
    <>
      <Solid label={label} url={url} />
      {acts.length > 0 && (
        <p className="ink2" style={words}>
          Or from here: <Acts acts={acts} />
        </p>
      )}
    </>
  );
}

function Solid({ label, url }: { label: string; url: string }) {
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} style={{ margin: '22px 0 0' }}>
      <tbody>
        <tr>
          <td className="button" align="center" style={cell}>
            <a href={url} style={link}>
              {label}
            </a>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

const words = {
  margin: '12px 0 0',
  fontFamily: font,
  fontSize: 14,
  lineHeight: '28px',
  color: light.ink2,
} as const;

const link = {
  display: 'inline-block',
  padding: '12px 20px',
  fontFamily: font,
  fontSize: 14,
  lineHeight: '20px',
  fontWeight: 600,
  color: '#ffffff',
  textDecoration: 'none',
} as const;
