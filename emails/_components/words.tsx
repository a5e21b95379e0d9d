import { Fragment, type ReactNode } from 'react';
import { useIsText } from './medium.ts';
import { font, light } from './palette.ts';

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <p
      className="ink2"
      style={{ margin: '10px 0 0', fontFamily: font, fontSize: 15, lineHeight: '23px', color: light.ink2 }}
    >
      {children}
    </p>
  );
}

/** What follows if the step a letter is about slips, as the plan has it. */
export const IfSlips = ({ words }: { words?: string }) =>
  words ? <Paragraph>If this slips: {words}</Paragraph> : null;

/** Words a person wrote to the reader, on top and with a name. */
export function OwnWords({ words, name }: { words: string; name: string }) {
  const lines = words.split('\n').map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines of one frozen text
    <Fragment key={index}>
      {index > 0 && <br />}
      {line}
    </Fragment>
  ));
  if (useIsText())
    return (
      <p>
        {name} writes:
        <br />
        {lines}
      </p>
    );
  return (
    <div
      className="ink rule"
      style={{
        margin: '16px 0 6px',
        padding: '2px 0 2px 14px',
        borderLeft: `3px solid ${light.line}`,
        fontSize: 15,
        lineHeight: '23px',
        color: light.ink,
      }}
    >
      {lines}
      <br />
      <span className="ink3" style={{ fontSize: 13, color: light.ink3 }}>
        {name}
      </span>
    </div>
  );
}
