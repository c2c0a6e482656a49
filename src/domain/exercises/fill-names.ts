/** Puts the values of a variant into a text. */
import { formatNumber } from "./format-number";

const NAME = /\{\{([A-Za-z][A-Za-z0-9]*)\}\}/g;
/** Fenced code, inline code and mathematics, in which a comma between thousands would be misread. */
const VERBATIM = /(```[\s\S]*?```|`[^`]*`|\$[^$\n]+\$)/;

/** Replaces each {{name}} by its value; a name without a value stays as it stands. */
export function fillNames(text: string, values: Readonly<Record<string, number>>): string {
  return text
    .split(VERBATIM)
    .map((piece, index) => fill(piece, values, index % 2 === 1 ? "plain" : "commas"))
    .join("");
}

/** The names that a text asks for. */
export const namesIn = (text: string): string[] => [...text.matchAll(NAME)].map(([, name]) => name as string);

function fill(text: string, values: Readonly<Record<string, number>>, thousands: "commas" | "plain"): string {
  return text.replace(NAME, (all, name: string) =>
    Object.hasOwn(values, name) ? formatNumber(values[name] as number, thousands) : all,
  );
}
