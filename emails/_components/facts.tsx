import { counted } from '../phrases.ts';
import { Acts } from './acts.tsx';
import { useIsText } from './medium.ts';
import { light } from './palette.ts';

export type Item = {
  bold?: string;
  /** Follows on the same line: ", by Fri 18 Dec". */
  after?: string;
  below?: string;
  /** What it was before, struck through. */
  was?: string;
  links?: { label: string; url: string }[];
};
export type Fact = { label: string; items: Item[] };

// A letter is read in a minute and cut by Gmail at 102 kB: past this many, a count stands for the rest.
const MOST = 6;

export function Facts({ facts }: { facts: Fact[] }) {
  const isText = useIsText();
  const shown = facts.filter(({ items }) => items.length > 0);
  if (shown.length === 0) return null;
  if (isText) return shown.map((fact) => <TextFact key={fact.label} fact={fact} />);
  return (
    <table
      role="presentation"
      width="100%"
      cellPadding={0}
      cellSpacing={0}
      style={{ margin: '20px 0 0', borderCollapse: 'collapse', fontVariantNumeric: 'tabular-nums' }}
    >
      <tbody>
        {shown.map(({ label, items }) => (
          <tr key={label}>
            <td
              className="label rule ink3"
              style={{ ...cell, width: 120, paddingRight: 12, color: light.ink3 }}
            >
              {label}
            </td>
            <td className="rule ink2" style={{ ...cell, color: light.ink2 }}>
              {items.slice(0, MOST).map((item, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a frozen list, and two steps may share a title
                <div key={index} style={{ marginTop: index ? 8 : 0 }}>
                  <Line item={item} />
                </div>
              ))}
              {items.length > MOST && <div style={{ marginTop: 8 }}>{rest(items)}</div>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Line({ item: { bold, after, below, was, links } }: { item: Item }) {
  return (
    <>
      {was && (
        <>
          <s className="ink3" style={{ color: light.ink3 }}>
            {was}
          </s>{' '}
        </>
      )}
      {bold && (
        <b className="ink" style={{ fontWeight: 600, color: light.ink }}>
          <Kept text={bold} />
        </b>
      )}
      {after && <Kept text={after} />}
      {below && (
        <>
          <br />
          <Kept text={below} />
        </>
      )}
      {links && (
        <div style={{ lineHeight: '28px' }}>
          <Acts acts={links} />
        </div>
      )}
    </>
  );
}

// A day stays on one line on a narrow phone: "Fri 18" and "Dec" apart read badly.
function Kept({ text }: { text: string }) {
  return text.split(/(\b[A-Z][a-z]{2} \d{1,2} [A-Z][a-z]{2}\b)/).map((part, index) =>
    index % 2 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one frozen sentence
      <span key={index} style={{ whiteSpace: 'nowrap' }}>
        {part}
      </span>
    ) : (
      part
    ),
  );
}

function TextFact({ fact: { label: name, items } }: { fact: Fact }) {
  const label = name.endsWith('?') ? name : `${name}:`;
  const lines = items.slice(0, MOST).map((item) => ({ says: inText(item), links: item.links ?? [] }));
  if (items.length > MOST) lines.push({ says: rest(items), links: [] });
  const [only] = lines;
  if (lines.length === 1 && only)
    return (
      <p>
        {label} {only.says}
        <Acts acts={only.links} />
      </p>
    );
  return (
    <p>
      {label}
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a frozen list
        <span key={index}>
          <br />- {line.says}
          <Acts acts={line.links} />
        </span>
      ))}
    </p>
  );
}

const inText = ({ bold = '', after = '', below, was }: Item) =>
  [`${bold}${after}`, below, was && `before: ${was}`].filter(Boolean).join(', ');

const rest = (items: Item[]) => `and ${counted(items.length - MOST, 'more', 'more')} on the plan`;

const cell = {
  padding: '12px 0',
  borderTop: `1px solid ${light.line}`,
  verticalAlign: 'top',
  fontSize: 14,
  lineHeight: '22px',
} as const;
