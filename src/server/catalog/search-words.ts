/** Words as search compares them, on both sides: what is indexed and what is typed. */

/** Shorter words are too near to too many others. */
export const WORD_MIN = 3;

/** The words of a text without case, accents or signs: "Two-phase Commît" is two, phase, commit. */
export const searchWords = (text: string): string[] =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** A name as it is compared, spelt apart and in one: "|two phase commit|twophasecommit|". */
export function namesText(names: readonly string[]): string {
  const spelt = names.flatMap((name) => {
    const words = searchWords(name);
    return [words.join(" "), words.join("")];
  });
  return `|${[...new Set(spelt)].join("|")}|`;
}

/** The runs of three characters that pg_trgm makes of a word: two blanks before it, one behind. */
export function trigramsOf(word: string): string[] {
  const padded = `  ${word} `;
  return [...new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)))];
}

export interface WordRow {
  readonly word: string;
  readonly entries: number;
}

/** Every word of the entries that may be meant by a mistyped one, with the number of entries that hold it. */
export function vocabulary(entries: readonly { readonly title: string; readonly names: string; readonly body: string }[]): WordRow[] {
  const counts = new Map<string, number>();
  for (const { title, names, body } of entries) {
    const words = new Set(searchWords(`${title} ${names} ${body}`));
    for (const word of words) if (word.length >= WORD_MIN && /\p{L}/u.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].map(([word, count]) => ({ word, entries: count }));
}
