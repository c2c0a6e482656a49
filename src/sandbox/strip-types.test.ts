import { expect, test } from "vitest";
import { prepareProgram } from "./program";

const GOOD = "export default (env: Env) => ({ onMessage(src: string) {} });";

test.each([
  ["brackets", "(".repeat(60_000)],
  ["closed brackets", `x = ${"[".repeat(30_000)}1${"]".repeat(30_000)};`],
  ["arrows", "a=>".repeat(20_000)],
  ["conditions", "a?".repeat(30_000)],
  ["negations", "!".repeat(60_000)],
  ["templates", "`${".repeat(20_000)],
  ["types", `let x: ${"A<".repeat(30_000)}`],
  ["statements", `${"if(a)".repeat(12_000)};`],
])("%s nested beyond the parser's stack: refused, and the next file is read", (_, deep) => {
  const refused = prepareProgram(`${deep}\n${GOOD}`);
  expect(refused).toEqual({ ok: false, problems: [expect.objectContaining({ line: expect.any(Number), message: expect.stringMatching(/nested very deeply|Syntax/) })] });
  expect(prepareProgram(GOOD)).toMatchObject({ ok: true });
});

test("a parser that broke many times is not kept", () => {
  for (let time = 0; time < 10; time += 1) prepareProgram(`${"(".repeat(60_000)}\n${GOOD}`);
  globalThis.gc?.();
  const kept = Object.keys(process.getBuiltinModule("node:module").createRequire(`${process.cwd()}/package.json`).cache).filter((file) => file.includes("/amaro/"));
  expect(kept).toHaveLength(2);
});
