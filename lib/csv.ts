/** The characters by which a spreadsheet detects a formula (OWASP: CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

/** Formats one line of a CSV file (RFC 4180). No cell is a formula, whatever it contains. */
export function csvLine(cells: (string | null)[]): string {
  return `${cells.map((cell) => quote(cell ?? "")).join(",")}\r\n`;
}

function quote(cell: string): string {
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return `"${text.replaceAll('"', '""')}"`;
}
