/** Tables for spreadsheets (RFC 4180), in which no text can become a formula. */

export type CsvCell = string | number | null;

/** What makes a spreadsheet compute a cell, or lets the next character do it. */
const STARTS_FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/**
 * One cell. Text is always quoted, so that a spreadsheet that parts cells by another sign than the comma finds no
 * beginning of a cell in it either; text that would compute gets an apostrophe, which spreadsheets show as no part of it.
 */
export function csvCell(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const harmless = STARTS_FORMULA.test(cell) ? `'${cell}` : cell;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** Lines end as the standard says; the mark at the beginning tells spreadsheets that the file is UTF-8. */
export const csvText = (rows: readonly (readonly CsvCell[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("")}`;
