/** The glossary as it is read: concepts by their titles, and between them the other words that lead to one. */
import type { GlossaryOutput } from "@/contracts/today/today";

type Entry = GlossaryOutput["entries"][number];

export interface GlossaryRow {
  /** As it is written */
  readonly word: string;
  readonly entry: Entry;
  /** A concept; another name of it; or a word that is explained under it */
  readonly role: "concept" | "same" | "covered";
}

/** Words that begin with no letter stand under this sign. */
const NO_LETTER = "#";

/** The words that hold what is asked for, by letter; all of them for nothing asked. */
export function rowsByLetter(entries: readonly Entry[], asked: string): (readonly [letter: string, rows: GlossaryRow[]])[] {
  const sought = plain(asked);
  const rows = entries.flatMap(rowsOf).filter((row) => matches(row, sought));
  const letters = new Map<string, GlossaryRow[]>();
  for (const row of rows.sort((one, other) => one.word.localeCompare(other.word, "en"))) {
    const letter = letterOf(row.word);
    letters.set(letter, [...(letters.get(letter) ?? []), row]);
  }
  return [...letters].sort(([one], [other]) => (one < other ? -1 : 1));
}

const rowsOf = (entry: Entry): GlossaryRow[] => [
  { word: entry.title, entry, role: "concept" },
  ...entry.sameAs.map((word): GlossaryRow => ({ word, entry, role: "same" })),
  ...entry.covers.map((word): GlossaryRow => ({ word, entry, role: "covered" })),
];

/** A concept is also found by what its entry says; another word only by itself. */
function matches({ word, entry, role }: GlossaryRow, sought: string): boolean {
  const said = role === "concept" ? [word, ...entry.sameAs, ...entry.covers, entry.definition] : [word];
  return said.some((text) => plain(text).includes(sought));
}

const letterOf = (word: string): string => /^[A-Z]/.exec(word.normalize("NFKD").toUpperCase())?.[0] ?? NO_LETTER;

/** Without case, accents, hyphens or double spaces: "Two-Phase  commit" is "two phase commit". */
const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[-\s]+/g, " ")
    .toLowerCase()
    .trim();
