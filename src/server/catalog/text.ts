/** Texts as the check compares them: without Markdown, case or punctuation. */
import type { Path } from "./content-tree";

/** A text without its Markdown; fenced code is left out, a cloze shows its answer. */
export const plainText = (text: string): string =>
  text
    .replace(/```[\s\S]*?```/g, " ")
    .replace(/\{\{([^}:]*)(::[^}]*)?\}\}/g, "$1")
    .replace(/[*_`$]/g, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\s+/g, " ")
    .trim();

/** The words of a text in lower case; letters in fancy alphabets count as plain ones. */
export const wordsOf = (text: string): string[] =>
  plainText(text)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .split(" ")
    .filter((word) => word !== "");

/** All runs of `length` words, in their order. */
export function runsOf(words: readonly string[], length: number): string[] {
  const runs: string[] = [];
  for (let start = 0; start + length <= words.length; start += 1) runs.push(words.slice(start, start + length).join(" "));
  return runs;
}

/** The first line of a text on which a run of words begins, as it is written there; undefined if Markdown hides it. */
export function lineWithRun(text: string, run: string): string | undefined {
  const between = "[^\\p{L}\\p{N}]+";
  const start = new RegExp(run.split(" ").join(between), "iu").exec(text)?.index;
  if (start === undefined) return undefined;
  return text.slice(0, start).split("\n").at(-1)?.concat(text.slice(start).split("\n")[0] ?? "").trim();
}

/** A text of a file and its place. */
export interface PlacedText {
  readonly path: Path;
  readonly text: string;
}

/** All texts below a value, with their paths. Keys of mappings are not texts. */
export function textsOf(value: unknown, path: Path = []): PlacedText[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (value === null || typeof value !== "object") return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsOf(item, [...path, index]));
  return Object.entries(value).flatMap(([key, item]) => textsOf(item, [...path, key]));
}

/** Fields that hold sentences of ours; the others hold ids, numbers, expressions, or other people's titles. */
const PROSE = new Set([
  ...["title", "note", "quoted", "correct", "says", "requiresChanged", "cautionDropped"],
  ...["front", "back", "why", "text", "accept", "steps", "prompt", "explain", "hints", "say", "model"],
]);

/** All prose of a concept file. */
export const proseOf = (raw: Readonly<Record<string, unknown>>): PlacedText[] =>
  textsOf(raw).filter(({ path }) => !(path[0] === "sources" && path[1] === "references") && PROSE.has(fieldOf(path)));

const fieldOf = (path: Path): string => path.findLast((step) => typeof step === "string") ?? "";
