/** What a spreadsheet would take for the beginning of a formula (OWASP: CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

/** One line of a CSV file (RFC 4180), of which no cell is a formula, whoever wrote what is in it. */
export function csvLine(cells: (string | null)[]): string {
  return `${cells.map((cell) => quote(cell ?? "")).join(",")}\r\n`;
}

function quote(cell: string): string {
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return `"${text.replaceAll('"', '""')}"`;
}
