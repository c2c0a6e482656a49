/** The texts that a realm evaluates: the shim, made of the files in `shim/`, and the learner's program. */

/** The files of the shim in the order in which their texts are joined (with a line break between them). */
export const SHIM_FILES = ["captured.js", "realm.js", "values.js", "effects.js", "node.js"] as const;

/**
 * An expression for the joined files: a function that closes the realm and returns `makeNode`. The files are modules
 * for whoever reads and tests them; joined they need no imports. Comments go too: every realm parses this text.
 */
export function realmText(shim: string): string {
  const body = shim
    .replace(/^(?:import|export) \{[^}]*\}.*;$/gm, "")
    .replace(/^[ \t]*\/\*[^]*?\*\/[ \t]*$/gm, "")
    .replace(/^[ \t]*\/\/.*$/gm, "")
    .replace(/^[ \t]+|\n(?=\n)/gm, "");
  return `(function (promises) {\n"use strict";\n${body}\nlockDown(promises);\nreturn makeNode;\n})`;
}

/** The name that stack traces give to the learner's file, and the lines that stand before the program's first. */
export const PROGRAM_FILE = "learner.js";
export const LINES_BEFORE_PROGRAM = 1;

/** An expression for a prepared program: a function that takes `exports` and sets `exports.main`. */
export const programText = (js: string): string => `(function (exports) { "use strict";\n${js}\n})`;

/**
 * Whether the program may make promises by itself. False is certain: without `async` there is no async function (a
 * keyword cannot be escaped), and then the shim takes Promise itself away, under whatever name a program may build.
 * Promises of the Env (rpc, fsync) are noticed when they are made.
 */
export const mayUsePromises = (js: string): boolean => /async|await|Promise/.test(js);
