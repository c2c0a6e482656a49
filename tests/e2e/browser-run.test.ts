/**
 * Goal: what a learner runs in the browser is what the judge will find, and no program harms the page or its next run.
 * Method: the page's side of a run, in a page of the product with its usual policy, beside the judge's engine here.
 */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { labs } from "../../src/domain/labs/catalogue";
import type { Excerpt, SeedResult } from "../../src/domain/labs/result";
import { judgePublicSeed } from "../support/judge-host";
import { pinnedHashes } from "../support/fence-hashes";
import { RIGHT, WRONG } from "../support/lab-programs";
import { launchBrowser, newVisitor, type Watch } from "./support/browser";

const SEEDS = 32;
/** On so many of them all that the judge's engine says is compared, on the others what it has left in the file of pinned runs. */
const SEEDS_JUDGED = 2;
const REFERENCES = labs.map(({ id }) => [id, path.resolve("content/labs", id, "reference.ts")] as const).filter(([, file]) => existsSync(file));

type Outcome =
  | { readonly kind: "done"; readonly seeds: readonly SeedResult[]; readonly excerpts: readonly Excerpt[]; readonly wallMs: number }
  | { readonly kind: "unreadable"; readonly message: string; readonly line: number; readonly column: number }
  | { readonly kind: "unavailable" | "cancelled" };

let browser: Browser;
let page: Page;
let watch: Watch;

beforeAll(async () => {
  const { bundlePageSide } = (await import(new URL("../../scripts/lib/browser-bundles.js", import.meta.url).href)) as { bundlePageSide: () => Promise<string> };
  browser = await launchBrowser();
  ({ page, watch } = await newVisitor(browser));
  await page.goto("/sign-in");
  await page.evaluate(await bundlePageSide());
});
afterAll(() => browser?.close());

/** Runs it in the page; `meanwhile` is more source, in which `controller` ends the run. */
const run = (source: string, seeds: readonly number[], { lab = "unique-ids", meanwhile = "" } = {}): Promise<Outcome> =>
  page.evaluate<Outcome>(`(() => {
    const controller = new AbortController();
    const outcome = browserRun.runInBrowser({ lab: ${JSON.stringify(lab)}, source: ${JSON.stringify(source)}, seeds: ${JSON.stringify(seeds)}, onSeed() {}, signal: controller.signal });
    ${meanwhile};
    return outcome;
  })()`);

async function done(...request: Parameters<typeof run>) {
  const outcome = await run(...request);
  if (outcome.kind !== "done") throw new Error(JSON.stringify(outcome));
  return outcome;
}

const judged = async (lab: string, source: string, seeds: readonly number[]): Promise<SeedResult[]> => {
  const rules = labs.find(({ id }) => id === lab);
  if (rules === undefined) throw new Error(`there is no lab ${lab}`);
  const results: SeedResult[] = [];
  for (const seed of seeds) results.push(await judgePublicSeed(rules, source, seed));
  return results;
};

const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

describe("the same as in the judge's engine", () => {
  test("every reference has its file", () => expect(REFERENCES.map(([id]) => id)).toEqual(labs.map(({ id }) => id)));

  test.each(REFERENCES)(`%s: the reference, on ${SEEDS} seeds`, async (lab, file) => {
    const source = readFileSync(file, "utf8");
    const { seeds } = await done(source, upTo(SEEDS), { lab });
    expect(seeds.map(({ traceHash }) => traceHash)).toEqual(pinnedHashes(lab, SEEDS));
    expect(seeds.slice(0, SEEDS_JUDGED)).toEqual(await judged(lab, source, upTo(SEEDS_JUDGED)));
  });

  test("a wrong program fails at the same event, and its excerpt ends there", async () => {
    const { seeds, excerpts } = await done(WRONG, upTo(4));
    expect(seeds).toEqual(await judged("unique-ids", WRONG, upTo(4)));
    const failed = seeds.flatMap(({ n, checks }) => checks.filter(({ verdict }) => verdict === "failed").map((check) => ({ n, ...check })));
    expect(excerpts[0]).toMatchObject({ n: failed[0]?.n, check: failed[0]?.check, say: failed[0]?.say, traceHash: seeds[0]?.traceHash });
    expect(excerpts[0]?.events.map(({ number }) => number)).toEqual(expect.arrayContaining([...(failed[0]?.witnesses ?? [])]));
  });

  test("a wrong program's run is shrunk to a few events that break the same check", async () => {
    const { seeds, excerpts } = await done(WRONG, [1]);
    const check = excerpts[0]?.check;
    const asked = { lab: "unique-ids", source: WRONG, seed: 1, check };
    const shrunk = await page.evaluate<Excerpt | null>(`browserRun.shrinkInBrowser({ ...${JSON.stringify(asked)}, signal: new AbortController().signal })`);
    expect(shrunk).toMatchObject({ n: 1, check, shrunkFrom: { events: seeds[0]?.events } });
    expect(shrunk?.eventsInRun).toBeLessThan((seeds[0]?.events ?? 0) / 10);
  });

  test("a syntax error is found before anything runs, at the learner's line", async () => {
    expect(await run("export default (env) => ({\n  onMessage( { }\n})", [1])).toMatchObject({ kind: "unreadable", line: 3 });
    expect(await run("export default (env) => ({ onMessage() { import('x') } })", [1])).toMatchObject({ kind: "unreadable", line: 1, column: 42 });
  });
});

describe("what a program can reach", () => {
  /** Everything that hangs on the global object, with its names, in an order of its own; and where it is not frozen. */
  const WALK = `
const walk = () => {
  const seen = new Set();
  const lines = [];
  const visit = (value, path) => {
    if (value === null || (typeof value !== "object" && typeof value !== "function") || seen.has(value)) return;
    seen.add(value);
    lines.push(path + (Object.isFrozen(value) ? "" : " NOT FROZEN"));
    for (const [name, key] of Reflect.ownKeys(value).map((key) => [String(key), key]).sort(([a], [b]) => (a < b ? -1 : 1))) {
      lines.push(path + "." + name);
      const own = Object.getOwnPropertyDescriptor(value, key);
      for (const part of ["value", "get", "set"]) if (part in own) visit(own[part], path + "." + name + part);
    }
    if (value !== globalThis) visit(Object.getPrototypeOf(value), path + ".__proto__");
  };
  visit(globalThis, "");
  // V8's global object has parents of its own; all that may be left of them is a number or two.
  for (let parent = Object.getPrototypeOf(globalThis); parent !== null && parent !== Object.prototype; parent = Object.getPrototypeOf(parent)) {
    if (!Object.isFrozen(parent)) lines.push("a parent NOT FROZEN");
    for (const key of Reflect.ownKeys(parent)) if (typeof Object.getOwnPropertyDescriptor(parent, key).value !== "number") lines.push("parent." + String(key));
  }
  for (const value of [function* () {}, async function* () {}, async () => {}, [].values(), new Map().keys(), "".matchAll(/x/g)]) visit(value, "hidden");
  return lines;
};`;

  test("the tree of all names in Chromium's worker is that of the judge's realm: both runs have one trace", async () => {
    const source = `${WALK}\nexport default (env) => ({ onInit() { for (const line of walk()) env.log(line); }, onMessage() {} });`;
    const [[here], [there]] = [(await done(source, [1])).seeds, await judged("unique-ids", source, [1])];
    expect(here?.failure).toBeUndefined();
    expect(here).toEqual(there);
    // One more name, and the trace is another: the test would see it.
    const [other] = await judged("unique-ids", source.replace('visit(globalThis, "")', 'visit(globalThis, ""); lines.push("one more")'), [1]);
    expect(other?.traceHash).not.toBe(here?.traceHash);
  });

  test("the names of the global object are the same, and none of them leads out", async () => {
    const dump = `throw new Error(Object.getOwnPropertyNames(globalThis).sort().join(" "))`;
    const source = `export default (env) => ({ onInit() { ${dump} }, onMessage() {} });`;
    const [[here], [there]] = [(await done(source, [1])).seeds, await judged("unique-ids", source, [1])];
    expect(here?.failure?.message).toBe(there?.failure?.message);
    expect(here?.failure?.message).toMatch(/^Error: AggregateError Array ArrayBuffer/);
    expect(here?.failure?.message).not.toMatch(/self|fetch|postMessage|location|navigator|Worker|eval|Function|Date/);
  });

  test.each([
    "fetch", "XMLHttpRequest", "WebSocket", "WebTransport", "EventSource", "importScripts", "indexedDB", "caches", "cookieStore", "navigator", "location", "self", "origin", "name",
    "postMessage", "addEventListener", "dispatchEvent", "onmessage", "close", "Worker", "BroadcastChannel", "MessageChannel", "Blob", "URL", "setTimeout", "queueMicrotask", "scheduler", "performance",
    "crypto", "console", "Date", "Intl", "Function", "eval", "WebAssembly", "SharedArrayBuffer", "Atomics", "WeakRef", "FinalizationRegistry", "structuredClone", "reportError", "constructor.constructor",
  ].reduce<string[][]>((rows, name, at) => (at % 14 === 0 ? [...rows, [name]] : [...rows.slice(0, -1), [...(rows.at(-1) ?? []), name]]), []).map((names) => [names.join(", "), names]))("%s: not there", async (_, names) => {
    const tries = (names as string[]).map((name) => `tell(${JSON.stringify(name)}, () => typeof globalThis.${name === "constructor.constructor" ? "constructor.constructor('return self')()" : name} + typeof ${name === "constructor.constructor" ? "undefined" : name})`);
    const source = `export default (env) => ({ onInit() { const told = []; const tell = (name, tried) => { try { const got = tried(); if (got !== "undefinedundefined") told.push(name + " is " + got); } catch (error) { if (error.name !== "TypeError") told.push(name + " " + error); } }; ${tries.join("; ")}; throw new Error("found: " + told.join(", ")); }, onMessage() {} });`;
    expect((await done(source, [1])).seeds[0]?.failure?.message).toBe("Error: found: ");
  });
});

describe("what a program cannot harm", () => {
  const hang = (loop: string) => `export default (env) => ({ async onMessage() { ${loop} } });`;

  test.each([
    ["a loop without end", hang("for (;;) {}")],
    ["promise jobs without end", hang("const again = () => Promise.resolve().then(again); again();")],
    // Held, but not to the end of V8's heap: that ends the frame's process alone, and yet the tools of this test would call the whole page crashed.
    ["much memory", `export default (env) => { const all = []; return { onMessage() { for (;;) if (all.length < 50) all.push(new Array(1e6).fill(1.5)); } }; };`],
  ])("%s hits a budget: nothing is known, and the next program runs", async (_, source) => {
    const { seeds, wallMs } = await done(source, upTo(6));
    expect(seeds.map(({ n, verdict }) => [n, verdict])).toEqual(upTo(6).map((n) => [n, "unknown"]));
    expect(seeds[0]?.cut).toContain("hit a budget");
    expect(seeds[0]?.cut).toContain("Submit to know");
    expect(seeds[5]?.cut).toContain("Not run");
    expect(wallMs).toBeLessThan(25_000);
    expect((await done(RIGHT, [1, 2])).seeds.map(({ verdict }) => verdict)).toEqual(["passed", "passed"]);
  });

  test("a run that is cancelled ends at once, with its worker, and the next one begins anew", async () => {
    const held = () => page.evaluate(() => document.querySelectorAll("iframe").length);
    await page.evaluate("browserRun.closeBrowserRun()");
    expect(await held()).toBe(0);
    await done(RIGHT, [1]);
    expect(await held()).toBe(1);
    const started = Date.now();
    expect(await run(hang("for (;;) {}"), [1], { meanwhile: "setTimeout(() => controller.abort(), 700)" })).toEqual({ kind: "cancelled" });
    expect(Date.now() - started).toBeLessThan(4_000);
    // With a frame goes its worker: Chromium ends the frame's process.
    expect(await held()).toBe(0);
    expect((await done(RIGHT, [1])).seeds[0]?.verdict).toBe("passed");
  });

  test("a message that does not come from the frame is not heard", async () => {
    const forge = `for (let job = 0; job < 500; job += 1) window.postMessage({ say: "result", job, result: { n: 1, scenario: "", verdict: "failed", checks: [], traceHash: "", events: 0, simulatedUs: 0 } }, "*")`;
    const { seeds } = await done(RIGHT, [1], { meanwhile: `const flood = setInterval(() => { ${forge} }, 5); outcome.finally(() => clearInterval(flood))` });
    expect(seeds).toEqual(await judged("unique-ids", RIGHT, [1]));
  });

  test("the page broke no policy and asked no other host", () => expect(watch.faults).toEqual([]));
});
