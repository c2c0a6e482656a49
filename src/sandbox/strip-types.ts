/** TypeScript to JavaScript by blanking the types out: every line and column stays where the learner wrote it. */
import { transformSync } from "amaro";

export interface StripError {
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** What amaro throws. Columns count from 0. */
interface SwcError {
  readonly code: string;
  readonly message: string;
  readonly startLine: number;
  readonly startColumn: number;
}

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/enum is not supported/, "Enums need code that is made for them, and here types are only taken away. Use a union of texts: type Role = \"leader\" | \"follower\"."],
  [/parameter property is not supported/, "A constructor cannot declare fields in its parameters here. Declare the field, and assign it in the constructor."],
  [/namespace declaration is not supported|module declaration|Module declaration/, "Namespaces are not available. Use plain functions and objects: the program is one file."],
  [/angle-bracket|<T>expr/, "Write `value as Type` instead of `<Type>value`."],
  [/import equals declaration/, "Nothing can be imported: the program is one file, and all it needs comes through `env`."],
  [/'import', and 'export' cannot be used outside/, "Only one `export default` is allowed, and no import: the program is one file, and all it needs comes through `env`."],
  [/'import\.meta' cannot be used/, "import.meta is not available: all that a program needs comes through `env`."],
  [/Return statement is not allowed/, "A `return` must stand within a function."],
];

type Parser = typeof transformSync;
let parse: Parser = transformSync;

/** The JavaScript of a script (not a module), or where and why it is none. */
export function stripTypes(source: string): { readonly js: string } | { readonly error: StripError } {
  try {
    return { js: parse(source, { mode: "strip-only", module: false }).code };
  } catch (error) {
    if (!isSwcError(error)) return { error: broken(error) };
    const known = WORDS.find(([pattern]) => pattern.test(error.message));
    return { error: { line: error.startLine, column: error.startColumn + 1, message: known?.[1] ?? `Syntax: ${firstSentence(error.message)}` } };
  }
}

/**
 * Very deep nesting overflows the parser's stack, which leaves its WASM instance broken for every later file: Node goes
 * on with a fresh one. In a browser whoever started the worker replaces it.
 */
function broken(error: unknown): StripError {
  const node = globalThis.process?.getBuiltinModule?.("node:module");
  if (node === undefined) throw error;
  // Not relative to this file, which may be part of a bundle.
  const require = node.createRequire(`${process.cwd()}/package.json`);
  const main = require.resolve("amaro");
  const folder = main.slice(0, -"index.js".length);
  for (const file of Object.keys(require.cache)) if (file.startsWith(folder)) delete require.cache[file];
  parse = (require(main) as { readonly transformSync: Parser }).transformSync;
  return { line: 1, column: 1, message: "The parser broke on this file. Look for something that is nested very deeply." };
}

const isSwcError = (error: unknown): error is SwcError => typeof error === "object" && error !== null && "startLine" in error && typeof error.startLine === "number";

/** "Unexpected token `=`. Expected an identifier, void, yield, null, await, …": the list helps nobody. */
const firstSentence = (message: string): string => {
  const [first = message] = message.split(". Expected an identifier");
  return first.endsWith(".") ? first : `${first}.`;
};
