import type { CSSProperties } from 'react';
import { useIsText } from './medium.ts';
import { font, light } from './palette.ts';

// Word, which draws letters in Outlook, ignores padding on links: it takes this from the cell instead.
const cell: CSSProperties & { msoPaddingAlt: string } = {
  backgroundColor: light.ink,
  borderRadius: 10,
  msoPaddingAlt: '12px 20px',
};

/** The one button of a letter: a solid table cell, so that it survives forwarding and images off. */
export function Button({ label, url }: { label: string; url: string }) {
  if (useIsText())
    return (
      <p>
        {label}:<br />
        {url}
      </p>
    );
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
