/** Goal: a file becomes the same text in every place, with the learner's lines and columns, or is refused with words at its place. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PROGRAM_CHARS_MAX } from "../contracts/labs/limits";
import { framesOf } from "./frames";
import { prepareProgram } from "./program";
import { programHash } from "./program-hash";
import { mayUsePromises, programText } from "./realm-text";

function jsOf(source: string): string {
  const prepared = prepareProgram(source);
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems));
  return prepared.program.js;
}

const problemOf = (source: string) => {
  const prepared = prepareProgram(source);
  return prepared.ok ? null : prepared.problems[0];
};

/** As a host runs it: the value of the default export. */
const mainOf = (source: string): unknown => {
  const exports: { main?: unknown } = {};
  (new Function(`return ${programText(jsOf(source))}`)() as (exports: object) => void)(exports);
  return exports.main;
};

describe("what is exported", () => {
  test.each([
    ["an arrow function", "export default (env: Env) => 5;"],
    ["a named function that is used before", "const also = main;\nexport default function main(env: Env): number { return 5; }\nconst after = 1"],
    ["a named async function", "export default async function main() { return 5; }"],
    ["a named generator", "export default function* main() { yield 5; }"],
    ["an unnamed function", "export default function (env: Env) { return 5; }"],
    ["a function that was declared", "function main() { return 5; }\nexport default main;"],
    ["with spaces between", "export  \t default  () => 5"],
    ["with the words in a remark and a text", "/*\nexport default 1\n*/\nconst t = `\nexport default 2`;\nexport default () => 5;"],
    ["with satisfies", "export default ((env: Env) => 5) satisfies (env: Env) => number;"],
  ])("%s", (_, source) => {
    expect(typeof mainOf(source)).toBe("function");
  });

  test("a text that holds the words is left as it is", () => {
    expect((mainOf("const t = `\nexport default 2`;\nexport default () => t;") as () => string)()).toBe("\nexport default 2");
  });
});

describe("keeps every line and column", () => {
  const SOURCE = `// ä 😀
interface Seen { readonly [id: string]: number }
type Role = "leader" | "follower";
abstract class Base<T extends object> { private readonly x: T | null = null; protected abstract go(): void; constructor(readonly_: T) { this.x = readonly_ as T; } }
declare const nothing: unknown;
const pair = <A, B>(a: A, b: B): [A, B] => [a, b] as [A, B];
export default (env: Env): NodeProgram => ({
  onMessage(src: string, body: Body, msg?: Message): void { const x = body!.y as unknown as Seen; HERE(x satisfies Seen); },
});
`;

  test("of a program with types", () => {
    const js = jsOf(SOURCE);
    expect(js.split("\n").map((line) => line.length)).toEqual(SOURCE.split("\n").map((line) => line.length));
    expect(js.indexOf("HERE(")).toBe(SOURCE.indexOf("HERE("));
    expect(js).not.toMatch(/interface|Role|NodeProgram|satisfies/);
  });

  test("of whatever stands around it", () => {
    fc.assert(fc.property(fc.array(fc.constantFrom("const a: number = 1;", "/* export default */", "type A = { b: string };", "let s = 'é' as string;", "\t// é 😀", "function f<T>(x: T): T { return x; }"), { maxLength: 8 }), (lines) => {
      const source = [...lines.map((line) => `{ ${line}\n}`), "export default () => THERE;"].join("\n");
      expect(jsOf(source).indexOf("THERE")).toBe(source.indexOf("THERE"));
    }), { numRuns: 50 });
  });
});

describe("refuses, with words at the place", () => {
  test.each([
    ["const x = 1;", 1, 1, "no `export default`"],
    ["  export default () => 1;", 1, 3, "Only one `export default`"],
    ["import x from 'fs';\nexport default () => 1;", 1, 1, "no import"],
    ["import type { X } from './x';\nexport default () => 1;", 1, 1, "no import"],
    ["export default () => 1;\nexport const y = 2;", 2, 1, "Only one `export default`"],
    ["export default () => 1;\nexport default () => 2;", 2, 1, "Only one `export default`"],
    ["export default () => ({\n  async onMessage() { const fs = await import('fs'); },\n});", 2, 40, "Nothing can be imported"],
    ["export default () => import.meta;", 1, 22, "Nothing can be imported"],
    ["export default () => import /* x */ ('fs');", 1, 22, "Nothing can be imported"],
    ["export default () => import\n('fs');", 1, 22, "Nothing can be imported"],
    ["enum Role { A }\nexport default () => 1;", 1, 1, "Enums need code"],
    ["export default () => 1;\nclass A { constructor(private x: number) {} }", 2, 31, "cannot declare fields in its parameters"],
    ["namespace N { export const a = 1; }\nexport default () => 1;", 1, 1, "Namespaces are not available"],
    ["export default (env) => ({\n  onMessage( { }\n});", 3, 1, "Syntax: "],
    ["export default () => {\n  const a = ;\n};", 2, 13, "Syntax: Expression expected."],
    ["return 5;\nexport default () => 1;", 1, 1, "within a function"],
    ["await 5;\nexport default () => 1;", 1, 7, "Syntax: "],
    ["x <!-- y\nexport default () => 1;", 1, 3, "HTML comment"],
    ["  --> y\nexport default () => 1;", 1, 1, "HTML comment"],
    ["export default () => '\0';", 1, 23, "NUL"],
    ["export default (env) => env < (env as unknown) > (env);", 1, 1, "in more than one way"],
  ])("%j", (source, line, column, words) => {
    const problem = problemOf(source);
    expect(problem?.message).toContain(words);
    expect([problem?.line, problem?.column]).toEqual([line, column]);
  });

  test.each(["});\nevil();\n(function (exports) {", "}\nevil();\n{", "*/ }); evil(); (() => { /*", "` }); evil(); `", "}, evil(), function () {"])("what would leave the wrapper: %j", (breakout) => {
    const source = `${breakout}\nexport default () => 1;`;
    const prepared = prepareProgram(source);
    // Where it is a program by itself it stays within: nothing of it runs before the host calls it.
    if (prepared.ok) expect(() => new Function("evil", `return ${programText(prepared.program.js)}`)(() => { throw new Error("left"); })).not.toThrow();
  });

  test("a file that is too long", () => {
    const source = `export default () => 1;${"x".repeat(PROGRAM_CHARS_MAX)}`;
    expect(problemOf(source)?.message).toContain(`at most ${PROGRAM_CHARS_MAX}`);
    expect(problemOf(`export default () => 1;${"/".repeat(PROGRAM_CHARS_MAX - 23)}`)).toBeNull();
  });

  test("words are never thrown at the reader, whatever the text", () => {
    const pieces = fc.constantFrom("export default ", "{", "}", "(", ")", "`", "${", "'", "\n", "/*", "*/", "//", "a", ": number", "=>", "import", "type ", "class ", ";", "=", "<", ">", "é", "\u2028", "async ", "enum ", "/");
    fc.assert(fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      const prepared = prepareProgram(parts.join(""));
      if (prepared.ok) return;
      const [problem] = prepared.problems;
      expect(problem?.message.length).toBeGreaterThan(10);
      expect(problem?.line).toBeGreaterThanOrEqual(1);
      expect(problem?.column).toBeGreaterThanOrEqual(1);
    }), { numRuns: 300 });
  });
});

test.each([
  ["onMessage(src, body) { env.send(src, body); }", false], ["async onMessage() {}", true], ["Promise.resolve()", true], ["for await (const x of y) {}", true],
  ["env.rpc('n2', {})", false], ["x.then(y)", false], ["'\\u0061sync'", false],
])("may %s make promises by itself: %s", (text, may) => {
  expect(mayUsePromises(text)).toBe(may);
});

test("the hash is SHA-256 of the text in UTF-8", () => {
  expect(programHash("é")).toBe("4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c");
});

test("frames of both engines, of the learner's file only", () => {
  const v8 = "Error: x\n    at deep (learner.js:4:9)\n    at new Node (learner.js:11:3)\n    at Object.onMessage (learner.js:7:29)\n    at async Promise.all (index 0)\n    at async onTimer (learner.js:8:1)\n    at learner.js:2:5\n    at eval (learner.js:9:1)\n    at run (eval at closed (x.js:1:1), <anonymous>:1:2)\n    at main (file:///x/learner.jsx:1:1)";
  expect(framesOf(v8).map(({ name, line, column }) => `${name} ${line}:${column}`)).toEqual(["deep 3:9", "Node 10:3", "onMessage 6:29", "onTimer 7:1", " 1:5", "eval 8:1"]);
  const quickjs = "    at deep (learner.js:4:9)\n    at <anonymous> (learner.js:5:2)\n    at map (native)\n    at run (shim.js:4:4)\n";
  expect(framesOf(quickjs).map(({ name, line }) => `${name} ${line}`)).toEqual(["deep 3", " 4"]);
});
