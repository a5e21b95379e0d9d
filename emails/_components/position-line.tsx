import type { CSSProperties } from 'react';
import type { Stop } from '../plan-letter.ts';
import { useIsText } from './medium.ts';
import { light } from './palette.ts';

/** Where the plan stands: black is behind us, grey is ahead, dashed is a day nobody has agreed yet. */
export function PositionLine({ stops }: { stops: Stop[] }) {
  const isText = useIsText();
  if (stops.length === 0) return null;
  if (isText)
    return (
      <p>
        {stops.map((stop) => (
          <span key={stop.name + stop.day}>
            {stop.reached ? '[x] ' : '[ ] '}
            {inText(stop)}
            <br />
          </span>
        ))}
      </p>
    );
  return fitsAcross(stops) ? <Across stops={stops} /> : <Down stops={stops} />;
}

const inText = ({ name, day, reached, dashed, soFar }: Stop) =>
  [
    day ? `${name}, ${day}` : name,
    reached && 'reached',
    dashed && (soFar ? 'not all agreed yet' : 'not agreed yet'),
  ]
    .filter(Boolean)
    .join(', ');

// A column must hold its longest word on a phone of 320 px: 280 px shared, about 6.5 px a letter.
function fitsAcross(stops: Stop[]) {
  const longest = Math.max(...stops.flatMap(({ name }) => name.split(/\s+/).map((word) => word.length)));
  return longest * 6.5 <= 280 / stops.length - 4 && stops.every(({ name }) => name.length <= 32);
}

function Across({ stops }: { stops: Stop[] }) {
  const width = `${Math.floor(100 / stops.length)}%`;
  return (
    <table
      role="presentation"
      width="100%"
      cellPadding={0}
      cellSpacing={0}
      style={{ margin: '26px 0 0', tableLayout: 'fixed' }}
    >
      <tbody>
        <tr>
          {stops.map((stop) => (
            <td key={stop.name + stop.day} width={width} style={{ padding: 0 }}>
              <Segment stop={stop} />
            </td>
          ))}
        </tr>
        <tr>
          {stops.map((stop) => (
            <td
              key={stop.name + stop.day}
              className="stop ink2"
              align="right"
              style={{ ...label, padding: '4px 0 0 4px', verticalAlign: 'top' }}
            >
              <b className="ink" style={{ color: stop.dashed ? light.ink3 : light.ink, fontWeight: 600 }}>
                {stop.name}
              </b>
              <br />
              {stop.day}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

// Two thin rows beside the diamond make the line pass its middle without negative margins or transforms,
// which Gmail removes.
function Segment({ stop }: { stop: Stop }) {
  const line: CSSProperties = {
    height: 8,
    padding: 0,
    fontSize: 0,
    lineHeight: 0,
    borderBottom: `2px ${stop.dashed ? 'dashed' : 'solid'} ${stop.reached ? light.ink : light.strong}`,
  };
  return (
    <table role="presentation" width="100%" cellPadding={0} cellSpacing={0}>
      <tbody>
        <tr>
          <td className={stop.reached ? 'behind' : 'ahead'} style={line}>
            &nbsp;
          </td>
          <td rowSpan={2} width={14} align="center" style={{ padding: 0, width: 14 }}>
            <Diamond stop={stop} />
          </td>
        </tr>
        <tr>
          <td style={{ height: 8, padding: 0, fontSize: 0, lineHeight: 0 }}>&nbsp;</td>
        </tr>
      </tbody>
    </table>
  );
}

function Down({ stops }: { stops: Stop[] }) {
  return (
    <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} style={{ margin: '22px 0 0' }}>
      <tbody>
        {stops.map((stop) => (
          <tr key={stop.name + stop.day}>
            <td width={24} style={{ padding: '3px 0', verticalAlign: 'top' }}>
              <Diamond stop={stop} />
            </td>
            <td
              className="ink"
              style={{ ...label, padding: '3px 12px 3px 0', color: light.ink, fontWeight: 600 }}
            >
              {stop.name}
            </td>
            <td className="ink2" align="right" style={{ ...label, padding: '3px 0', whiteSpace: 'nowrap' }}>
              {stop.dashed && !stop.soFar ? `${stop.day}, not agreed` : stop.day}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Diamond({ stop }: { stop: Stop }) {
  return (
    <span
      role="img"
      aria-label={
        stop.reached
          ? 'reached'
          : stop.soFar
            ? 'not all agreed yet'
            : stop.dashed
              ? 'not agreed yet'
              : 'ahead'
      }
      className={stop.reached ? 'ink' : 'ink3'}
      style={{
        fontFamily: 'Arial,"Segoe UI Symbol",sans-serif',
        fontSize: 15,
        lineHeight: '18px',
        color: stop.reached ? light.ink : light.ink3,
      }}
    >
      {stop.reached ? '\u25c6' : '\u25c7'}
    </span>
  );
}

const label: CSSProperties = { fontSize: 12.5, lineHeight: '17px', color: light.ink2 };
