/**
 * A reader of EDN (github.com/edn-format/edn), as Clojure prints histories. edn-data reads EDN too, but does not say in
 * which line something stands or is wrong, and a history is thousands of lines.
 *
 * Values become JSON: keywords and symbols their names, sets and lists lists, maps objects whose keys are texts, numbers
 * that JavaScript cannot hold their digits. A tag is left out: what stands behind it counts.
 */
import type { Json } from "@/domain/simulator/message";
import type { SourceText } from "./source-text";

/** Commas are blanks; a comment goes to the end of the line. */
const BLANK = /(?:[\s,]+|;[^\n]*)+/y;
const TEXT = /"(?:[^"\\]|\\[^])*"/y;
const CHARACTER = /\\(?:newline|return|space|tab|backspace|formfeed|u[0-9a-fA-F]{4}|[^])/y;
const NUMBER = /[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?:\/\d+)?[NM]?(?![\w.])/y;
/** Keywords, symbols, true, false, nil. */
const NAME = /:?[^\s,;"()[\]{}\\@`~^]+/y;
const NESTING_MAX = 200;

const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };
const CHARACTERS: Readonly<Record<string, string>> = { newline: "\n", return: "\r", space: " ", tab: "\t", backspace: "\b", formfeed: "\f" };

/** Skips what means nothing: blanks, comments, and values behind #_. */
export function skipBlanks(source: SourceText): void {
  for (;;) {
    source.read(BLANK);
    if (!source.isAt("#_")) return;
    source.at += 2;
    readValue(source);
  }
}

/** One value. The source must not be at its end. */
export function readValue(source: SourceText, nesting = 0): Json {
  skipBlanks(source);
  if (source.isAtEnd) source.refuse("the file ends within a value; look for a bracket that is not closed");
  if (nesting > NESTING_MAX) source.refuse(`values are nested more than ${NESTING_MAX} deep`);
  const { next } = source;
  if (next === "(" || next === "[") return readItems(source, next, nesting);
  if (next === "{") return asObject(source, readItems(source, next, nesting));
  if (next === "#") return readTagged(source, nesting);
  if (next === "^") return readBehind(source, nesting);
  if (next === '"') return readText(source);
  if (next === "\\") return readCharacter(source);
  const number = source.read(NUMBER);
  if (number !== null) return asNumber(number);
  return readName(source);
}

function readItems(source: SourceText, opening: string, nesting: number): Json[] {
  source.at += 1;
  const items: Json[] = [];
  for (;;) {
    skipBlanks(source);
    if (source.next === CLOSING[opening]) {
      source.at += 1;
      return items;
    }
    if (source.isAtEnd) source.refuse(`the file ends before a ${CLOSING[opening]} that closes a ${opening}`);
    items.push(readValue(source, nesting + 1));
  }
}

function asObject(source: SourceText, items: readonly Json[]): Json {
  if (items.length % 2 === 1) source.refuse("a map has a key without a value");
  const entries = Array.from({ length: items.length / 2 }, (_, index): [string, Json] => [asKey(items[2 * index] ?? null), items[2 * index + 1] ?? null]);
  return Object.fromEntries(entries);
}

const asKey = (key: Json): string => (typeof key === "string" ? key : JSON.stringify(key));

/** A set, or a value behind a tag. */
function readTagged(source: SourceText, nesting: number): Json {
  source.at += 1;
  if (source.next === "{") return readItems(source, "{", nesting);
  if (source.next === '"') return readText(source);
  if (source.next === "#") {
    source.at += 1;
    return readName(source); // ##NaN, ##Inf
  }
  readName(source);
  return readValue(source, nesting + 1);
}

/** Metadata, and the value that it is about. */
function readBehind(source: SourceText, nesting: number): Json {
  source.at += 1;
  readValue(source, nesting + 1);
  return readValue(source, nesting + 1);
}

function readText(source: SourceText): string {
  const quoted = source.read(TEXT);
  if (quoted === null) source.refuse('a text has no closing "');
  return quoted.slice(1, -1).replaceAll(/\\(?:u([0-9a-fA-F]{4})|([^]))/g, (_, code: string | undefined, other: string) => (code === undefined ? (ESCAPES[other] ?? other) : String.fromCharCode(parseInt(code, 16))));
}

function readCharacter(source: SourceText): string {
  const name = (source.read(CHARACTER) ?? "\\").slice(1);
  if (/^u[0-9a-fA-F]{4}$/.test(name)) return String.fromCharCode(parseInt(name.slice(1), 16));
  return CHARACTERS[name] ?? name;
}

function readName(source: SourceText): Json {
  const name = source.read(NAME);
  if (name === null) source.refuse(`nothing in EDN begins with ${source.next}`);
  if (name === "nil") return null;
  if (name === "true" || name === "false") return name === "true";
  return name.startsWith(":") ? name.slice(1) : name;
}

/** A number that is no double stays a text of its digits. */
function asNumber(written: string): Json {
  const digits = written.replace(/[NM]$/, "").replace(/^\+/, "");
  const number = Number(digits);
  return Number.isNaN(number) || (Number.isInteger(number) && !Number.isSafeInteger(number)) ? digits : number;
}
