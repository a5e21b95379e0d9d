/** Comma-separated values as spreadsheets read them (RFC 4180), where nothing that was typed is taken for a formula. */
const asText = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `${rows.map((row) => row.map((cell) => quoted(asText(cell))).join(',')).join('\r\n')}\r\n`;
