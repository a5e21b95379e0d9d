import { light } from './palette.ts';

/** Two sides on one line, drawn with table cells: an image would be missing when images are off. */
export function Mark() {
  const thread = (width: number) => (
    <td style={{ padding: 0, verticalAlign: 'middle' }}>
      <div
        className="thread"
        style={{ width, height: 2, backgroundColor: light.ink, fontSize: 0, lineHeight: 0 }}
      />
    </td>
  );
  const side = (name: 'seller' | 'buyer', borderRadius: number) => (
    <td style={{ padding: 0, verticalAlign: 'middle' }}>
      <div
        className={name}
        style={{
          width: 9,
          height: 9,
          borderRadius,
          backgroundColor: light[name],
          fontSize: 0,
          lineHeight: 0,
        }}
      />
    </td>
  );
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} data-skip-in-text="true">
      <tbody>
        <tr>
          {thread(4)}
          {side('seller', 3)}
          {thread(2)}
          {side('buyer', 9)}
          {thread(4)}
        </tr>
      </tbody>
    </table>
  );
}
