/** Every program of every lab is right in the editor too: strict TypeScript, the declarations of Env, no DOM. */
import fs from "node:fs";
import path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const LABS = "content/labs";
const OPTIONS: ts.CompilerOptions = {
  ...{ strict: true, noEmit: true, types: [], lib: ["lib.es2023.d.ts"], target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext },
  moduleDetection: ts.ModuleDetectionKind.Force,
};

const programs = fs.readdirSync(LABS, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts")).sort();

test("starters, references and wrong programs have no type errors", { timeout: 60_000 }, () => {
  const files = programs.map((file) => path.join(LABS, file));
  const program = ts.createProgram([...files, "src/sandbox/env.d.ts"], OPTIONS);
  const faults = ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const place = file === undefined ? "" : `${path.relative(".", file.fileName)}:${file.getLineAndCharacterOfPosition(start ?? 0).line + 1}: `;
    return place + ts.flattenDiagnosticMessageText(messageText, " ");
  });
  expect(programs.length).toBeGreaterThan(20);
  expect(faults).toEqual([]);
});
