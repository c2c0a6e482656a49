/**
 * Goal: every import rule catches what it forbids. Method: a small tree in which each rule is broken once,
 * cruised with the house's own rules; the tree of the product itself is cruised by `npm run check`.
 */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { cruise, type IConfiguration, type ICruiseResult } from "dependency-cruiser";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");
const rules = createRequire(import.meta.url)(path.join(ROOT, ".dependency-cruiser.cjs")) as IConfiguration;

/** For each rule the file that breaks it and the lines that do. */
const BROKEN: Record<string, [file: string, source: string]> = {
  "no-cycles": ["src/server/platform/cycle-a.ts", 'import { b } from "./cycle-b"; export const a = () => b;'],
  "no-unresolved": ["src/server/platform/lost.ts", 'import "./nowhere";'],
  "domain-is-alone": ["src/domain/review/asks-node.ts", 'import "node:fs";'],
  "domain-slices-are-strangers": ["src/domain/review/nosy.ts", 'import "../exercises/plain";'],
  "kernel-is-the-floor": ["src/domain/kernel/upwards.ts", 'import "../review/plain";'],
  "contracts-know-only-the-domain": ["src/contracts/review/knows.ts", 'import "../../server/review/plain";'],
  "server-never-sees-the-browser": ["src/server/review/draws.ts", 'import "../../ui/plain";'],
  "server-slices-are-strangers": ["src/server/review/sideways.ts", 'import "../exercises/plain";'],
  "readers-are-not-read": ["src/server/exercises/reads-reader.ts", 'import "../today/plain";'],
  "platform-is-the-floor": ["src/server/platform/upwards.ts", 'import "../review/plain";'],
  "browser-sees-the-server-as-a-type": ["src/features/review/runs-server.ts", 'import { plain } from "../../server/review/plain"; export const x = plain;'],
  "features-are-strangers": ["src/features/review/sideways.ts", 'import "../exercises/plain";'],
  "ui-is-dumb": ["src/ui/knows.ts", 'import "../domain/review/plain";'],
  "nobody-imports-a-page": ["src/features/review/imports-page.ts", 'import "../../app/plain";'],
  "workers-skip-the-web": ["workers/judge/through-the-door.ts", 'import "../../src/server/trpc/plain";'],
  "database-behind-stores": ["src/server/review/reads-rows.ts", 'import "../../generated/prisma/client";'],
  "sandbox-knows-no-product": ["src/sandbox/upwards.ts", 'import "../server/review/plain";'],
  "programs-run-behind-a-fence": ["src/server/review/runs.ts", 'import "../../sandbox/plain";'],
  "quickjs-has-one-caller": ["src/sandbox/other-host.ts", 'import { QuickJSFFI } from "@jitl/quickjs-wasmfile-release-sync/ffi"; export const x = QuickJSFFI;'],
  "amaro-has-one-caller": ["src/sandbox/other-strip.ts", 'import { transformSync } from "amaro"; export const x = transformSync;'],
  "scheduler-behind-its-port": ["src/server/review/other-caller.ts", 'import { Rating } from "ts-fsrs"; export const x = Rating;'],
  "markdown-has-one-voice": ["src/server/review/renders.ts", 'import katex from "katex"; export const x = katex;'],
  "editor-has-one-caller": ["src/features/exercises/edits.ts", 'import "monaco-editor/editor";'],
  "excalidraw-has-one-caller": ["src/features/exercises/draws.ts", 'import "@excalidraw/excalidraw";'],
  "socket-has-one-caller": ["src/features/exercises/calls.ts", 'import { io } from "socket.io-client"; export const x = io;'],
  "content-is-data": ["src/server/catalog/imports-content.ts", 'import "../../../content/plain";'],
  "product-never-imports-tests": ["src/server/review/leans.ts", 'import "../../../tests/plain";'],
  "no-development-packages": ["src/server/review/dev.ts", 'import { test } from "vitest"; export const x = test;'],
};

const PLAIN = [
  "src/domain/review", "src/domain/exercises", "src/server/review", "src/server/exercises", "src/server/today", "src/server/trpc",
  "src/features/exercises", "src/ui", "src/app", "src/sandbox", "content", "tests",
];

let tree = "";
let found: { rule: string; from: string }[] = [];

beforeAll(async () => {
  tree = mkdtempSync(path.join(tmpdir(), "quorum-rules-"));
  const write = (file: string, source: string) => {
    mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
    writeFileSync(path.join(tree, file), `${source}\n`);
  };
  for (const folder of PLAIN) write(`${folder}/plain.ts`, "export const plain = 1;");
  write("src/server/platform/cycle-b.ts", 'import { a } from "./cycle-a"; export const b = () => a;');
  write("src/generated/prisma/client.ts", "export const rows = 1;");
  // What is allowed, close to what is not: none of these may be reported.
  write("src/server/review/card-store.ts", 'import { rows } from "../../generated/prisma/client"; export const x = rows;');
  write("src/sandbox/program.ts", 'import { plain } from "../domain/review/plain"; export const x = plain;');
  write("src/server/review/reads-program.ts", 'import { x } from "../../sandbox/program"; export const y = x;');
  write("src/sandbox/strip-types.ts", 'import { transformSync } from "amaro"; export const x = transformSync;');
  write("src/server/review/fsrs-scheduler.ts", 'import { Rating } from "ts-fsrs"; export const x = Rating;');
  write("src/server/today/reads.ts", 'import { plain } from "../review/plain"; export const x = plain;');
  write("src/features/review/type-only.ts", 'import type { plain } from "../../server/review/plain"; export type X = typeof plain;');
  for (const [file, source] of Object.values(BROKEN)) write(file, source);
  writeFileSync(path.join(tree, "package.json"), JSON.stringify({ dependencies: { "ts-fsrs": "*", katex: "*" }, devDependencies: { vitest: "*" } }));
  writeFileSync(path.join(tree, "tsconfig.json"), JSON.stringify({ compilerOptions: { moduleResolution: "bundler", module: "esnext" } }));
  symlinkSync(path.join(ROOT, "node_modules"), path.join(tree, "node_modules"));

  const { output } = await cruise(["src", "workers"], { ...rules.options, tsConfig: { fileName: "tsconfig.json" }, ruleSet: { forbidden: rules.forbidden ?? [] }, validate: true, baseDir: tree });
  found = (output as ICruiseResult).summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }));
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

test.each(Object.entries(BROKEN))("%s", (rule, [file]) => {
  expect(found).toContainEqual({ rule, from: file });
});

test("every rule is broken here once", () => {
  expect((rules.forbidden ?? []).map(({ name }) => name).sort()).toEqual(Object.keys(BROKEN).sort());
});

test("what is allowed is not reported", () => {
  const allowed = ["card-store.ts", "fsrs-scheduler.ts", "reads.ts", "type-only.ts", "program.ts", "reads-program.ts", "strip-types.ts"];
  expect(found.filter(({ from }) => allowed.some((name) => from.endsWith(`/${name}`)))).toEqual([]);
});
