/** From the learner's file to the text that the hosts evaluate. */
import { PROGRAM_CHARS_MAX } from "../contracts/labs/limits";
import { stripTypes } from "./strip-types";

export interface PreparedProgram {
  /** JavaScript that sets `exports.main`, in the learner's own lines and columns. */
  readonly js: string;
}

/** Why a file is no program. Line and column from 1, as an editor counts. */
export interface ProgramProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type Preparation = { readonly ok: true; readonly program: PreparedProgram } | { readonly ok: false; readonly problems: readonly ProgramProblem[] };

const EXPORT = /^export[ \t]+default(?![\w$])/gm;
const NAMED = /^[ \t]*(?:async[ \t]+)?(?:function[ \t]*\*?|class)[ \t]+(?!extends\b)([A-Za-z_$][\w$]*)/;
/** Both as words: a text or a remark may name them, and must then be written otherwise. Keywords cannot be escaped. */
const DYNAMIC_IMPORT = /(?<![\w$])import[ \t\r\n\u2028\u2029]*(?:\(|\.|\/[*/])/g;
const HTML_COMMENT = /<!--|^[^\S\n]*-->/gm;
const EXPORTS_MAX = 8;

/** Checks the file, takes its types away, and turns its `export default` into an assignment of the same length. */
export function prepareProgram(source: string): Preparation {
  if (source.length > PROGRAM_CHARS_MAX) return refused(1, 1, `The file has ${source.length} characters; at most ${PROGRAM_CHARS_MAX} are allowed.`);
  const nul = source.indexOf("\0");
  if (nul >= 0) return refusedAt(source, nul, "The file holds a NUL character. Remove it.");
  const dynamic = source.search(DYNAMIC_IMPORT);
  if (dynamic >= 0) return refusedAt(source, dynamic, "Nothing can be imported: the program is one file, and all it needs comes through `env`. (In a remark or a text, write the word otherwise.)");
  const html = source.search(HTML_COMMENT);
  if (html >= 0) return refusedAt(source, html, "This opens or closes an HTML comment, which engines read differently. Write // for a remark, or put a space in between.");
  const places = [...source.matchAll(EXPORT)].map(({ index, 0: text }) => ({ index, text }));
  if (places.length === 0) return withoutExport(source);
  if (places.length > EXPORTS_MAX) return refusedAt(source, places[1]?.index ?? 0, "Only one `export default` is allowed.");
  return choose(source, places);
}

/** The words may also stand in a remark or a text; the true place is the one without which the rest is a script. */
function choose(source: string, places: readonly { readonly index: number; readonly text: string }[]): Preparation {
  const problems: ProgramProblem[] = [];
  for (const { index, text } of places) {
    const rest = source.slice(index + text.length);
    const named = NAMED.exec(rest)?.[1];
    const instead = named === undefined ? "exports.main =".padEnd(text.length) : " ".repeat(text.length);
    const stripped = stripTypes(source.slice(0, index) + instead + rest);
    if ("js" in stripped && !isPlain(stripped.js)) return refused(1, 1, "Without its types the program can be read in more than one way. Put brackets around each comparison with `<` and `>`.");
    if ("js" in stripped) return { ok: true, program: { js: named === undefined ? stripped.js : `${stripped.js}\nexports.main = ${named};` } };
    problems.push(stripped.error);
  }
  const furthest = problems.reduce((one, other) => (other.line > one.line || (other.line === one.line && other.column > one.column) ? other : one));
  return { ok: false, problems: [furthest] };
}

/** What is left is a script by itself, in which there is nothing more to take away: it cannot leave what it is wrapped in. */
function isPlain(js: string): boolean {
  const again = stripTypes(js);
  return "js" in again && again.js === js;
}

function withoutExport(source: string): Preparation {
  const stripped = stripTypes(source);
  if ("error" in stripped) return { ok: false, problems: [stripped.error] };
  return refused(1, 1, "The file has no `export default` at the start of a line. It must end in `export default (env) => ({ … })`.");
}

const refused = (line: number, column: number, message: string): Preparation => ({ ok: false, problems: [{ line, column, message }] });

function refusedAt(source: string, index: number, message: string): Preparation {
  const before = source.slice(0, index).split("\n");
  return refused(before.length, (before.at(-1)?.length ?? 0) + 1, message);
}
