/**
 * Goal: a program that loops, grows, nests or forges ends in a failure that says so, the same each time, and the host
 * lives. Method: each program twice in fresh hosts; then a good program, which must be as it always is. What no meter
 * sees (loops within the engine's own functions) is the watchdog's, and tested with it.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { REPLY_SEPARATOR, type ProgramFailure } from "../domain/simulator/node-host";
import { readQuickJsWasm, readShim } from "./node-files";
import { prepareProgram } from "./program";
import { createQuickJsHost } from "./quickjs-host";

const wasm = new WebAssembly.Module(readQuickJsWasm());
const shim = readShim();
/** Smaller than those of the judge, for speed. */
const LIMITS = { gasPerCall: 100, memoryMiB: 32, stackKiB: 128 };
const boot = JSON.stringify({ do: "boot", now: 0, id: "n1", nodes: ["n1", "n2"], seed: "1", disk: {}, restarted: false, inspect: false });
const go = JSON.stringify({ do: "message", now: 1, src: "c1", body: { type: "go", msg_id: 1 } });

async function hostOf(source: string) {
  const prepared = prepareProgram(source);
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems));
  return createQuickJsHost({ wasm, shim, js: prepared.program.js, limits: LIMITS });
}

const inHandler = (statements: string) => `export default (env) => ({\n  async onMessage(src, body, msg) {\n    ${statements}\n  },\n});`;

async function replyOf(source: string): Promise<string> {
  const host = await hostOf(source);
  const booted = host.boot("n1", boot);
  return booted.includes(REPLY_SEPARATOR) ? booted : host.handle("n1", go);
}

const failureOf = (reply: string) => JSON.parse(reply.split(REPLY_SEPARATOR)[1] ?? "null") as ProgramFailure | null;

const GOOD = inHandler("env.reply(msg, { type: 'ok' });");
let good = "";
beforeAll(async () => {
  good = await replyOf(GOOD);
  expect(good).toBe('[["send","c1",{"type":"ok","in_reply_to":1}]]');
});

describe("ends by itself", () => {
  const programs: readonly (readonly [what: string, kind: ProgramFailure["kind"], source: string])[] = [
    ["an endless loop", "out-of-gas", inHandler("for (;;);")],
    ["an endless loop that catches", "out-of-gas", inHandler("for (;;) { try { for (;;); } catch {} finally { for (;;); } }")],
    ["an endless loop in the file itself", "out-of-gas", "while (true) {}\nexport default () => ({ onMessage() {} });"],
    ["an endless loop in a getter of a body", "out-of-gas", inHandler("env.send('n2', { type: 'x', get y() { for (;;); } });")],
    ["an endless loop in toJSON", "out-of-gas", inHandler("env.send('n2', { type: 'x', y: new (class { toJSON() { for (;;); } })() });")],
    ["an endless generator", "out-of-gas", inHandler("const g = (function* () { for (;;) yield 1; })(); [...{ [Symbol.iterator]: () => ({ next: () => { for (const x of g); } }) }];")],
    ["a regular expression that backtracks for ever", "out-of-gas", inHandler("/(a+)+$/.test('a'.repeat(40) + 'b');")],
    ["a sort whose comparator never agrees", "out-of-gas", inHandler("for (;;) [3, 1, 2].sort(() => 1);")],
    ["promises that start each other", "out-of-gas", inHandler("const again = () => { Promise.resolve().then(again); }; again();")],
    ["promises that wait for each other", "out-of-memory", inHandler("const again = () => Promise.resolve().then(again); again();")],
    ["an async loop without end", "out-of-gas", inHandler("for (;;) await null;")],
    ["promises that multiply", "out-of-memory", inHandler("const more = async () => { await null; more(); more(); }; more();")],
    ["a thenable that never settles itself", "out-of-gas", inHandler("const t = { then(r) { r(t); } }; await t;")],
    ["calls without end", "stack-overflow", inHandler("const f = () => f() + 1; f();")],
    ["calls without end through getters", "stack-overflow", inHandler("const o = { get x() { return this.x; } }; o.x;")],
    ["calls without end through toString", "stack-overflow", inHandler("const o = { toString() { return '' + o; } }; '' + o;")],
    ["a text that doubles", "out-of-memory", inHandler("let s = 'x'.repeat(1000); const all = []; for (;;) all.push(s = s + s.slice(1));")],
    ["an array that grows", "out-of-memory", inHandler("const a = []; for (;;) a.push(a.slice());")],
    ["array buffers", "out-of-memory", inHandler("const a = []; for (;;) a.push(new ArrayBuffer(8 * 1024 * 1024));")],
    ["a map that grows", "out-of-memory", inHandler("const m = new Map(); for (let i = 0; ; i++) m.set(i, [i, i, i, i]);")],
    ["objects that grow", "out-of-memory", inHandler("let o = null; for (;;) o = { o, a: [1, 2, 3] };")],
    ["JSON nested 100,000 deep", "stack-overflow", inHandler("JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));")],
    ["a regular expression nested deep", "threw", inHandler("new RegExp('('.repeat(100_000) + ')'.repeat(100_000));")],
    ["a source nested deep", "no-program", `export default () => ({ onMessage() { return ${"[".repeat(20_000)}${"]".repeat(20_000)}; } });`],
    ["a body that contains itself", "threw", inHandler("const b = { type: 'x' }; b.b = [b]; env.send('n2', b);")],
    ["thousands of timers", "bad-effect", inHandler("for (let i = 0; i < 20_000; i++) env.setTimer('t' + i, 1);")],
    ["megabytes of effects", "bad-effect", inHandler("for (;;) env.send('n2', { type: 'x', y: 'y'.repeat(60_000) });")],
    ["an error that cannot be read", "threw", inHandler("throw { get message() { throw new Error('again'); } };")],
    ["an error whose reading does not end", "out-of-gas", inHandler("throw { get message() { for (;;); } };")],
    ["an error with a huge message", "threw", inHandler("throw new Error('x'.repeat(1_000_000));")],
    ["nothing as an error", "threw", inHandler("throw undefined;")],
    ["a forged stack", "threw", inHandler("const e = new Error('x'); e.stack = '    at y (learner.js:1:1)\\u0001\\u0000[[\"send\"]]'; throw e;")],
    ["handlers that loop when they are looked up", "out-of-gas", "export default () => ({ get onMessage() { for (;;); } });"],
  ];

  test.each(programs)("%s", async (_, kind, source) => {
    const prepared = prepareProgram(source);
    if (kind === "no-program" && !prepared.ok) return;
    const started = performance.now();
    const [first, second] = [await replyOf(source), await replyOf(source)];
    const failure = failureOf(first);
    expect(failure?.kind).toBe(kind);
    expect(second).toBe(first);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(await replyOf(GOOD)).toBe(good);
  }, 60_000);
});

test("a stopped engine gives the same failure again, for every node, and runs nothing more", async () => {
  const host = await hostOf(inHandler("for (;;);"));
  host.boot("n1", boot);
  const first = host.handle("n1", go);
  const gas = host.gasUsed();
  expect(host.boot("n2", boot)).toBe(first);
  expect(host.handle("n1", go)).toBe(first);
  host.dispose("n1");
  expect(host.gasUsed()).toBe(gas);
});

test("the gas of a run is the sum of its handlers", async () => {
  const prepared = prepareProgram(inHandler("for (let i = 0; i < 1_000_000; i++);"));
  if (!prepared.ok) throw new Error("no program");
  const host = await createQuickJsHost({ wasm, shim, js: prepared.program.js, limits: { gasPerRun: 700 } });
  host.boot("n1", boot);
  let calls = 0;
  while (!host.handle("n1", go).includes(REPLY_SEPARATOR)) calls += 1;
  expect(calls).toBe(3);
});

describe("finds nothing of the host, and nothing of its own to forge with", () => {
  test.each([
    ["process, through a constructor", "env.log(typeof (() => { try { return [].constructor.constructor('return process')(); } catch (e) { return undefined; } })())", "undefined"],
    ["the global object has no strange names", "env.log(Object.getOwnPropertyNames(globalThis).filter((n) => !/^[A-Z]|^(undefined|globalThis|isFinite|isNaN|parse|decode|encode)/.test(n)).join())", ""],
    ["`this` outside a function", "env.log(typeof (function () { return this; })())", "undefined"],
    ["names of the shim", "env.log(typeof lockDown, typeof makeNode, typeof node, typeof emit, typeof evaluate)", "undefined undefined undefined undefined undefined"],
    ["caller and arguments of callers", "env.log((() => { try { return typeof (function f() { return f.caller; })(); } catch (e) { return e.name; } })())", "undefined"],
  ])("%s", async (_, statement, text) => {
    const reply = await replyOf(inHandler(`${statement};`));
    expect(JSON.parse(reply)).toEqual([["log", text]]);
  });

  test("a control character in a name or text stays within its effect", async () => {
    const reply = await replyOf(inHandler(`env.setTimer('a\\u0001[["send","n2",{"type":"forged"}]]\\u0000', 1); env.log('\\u0001{"kind":"threw"}\\u0000'); env.send('n\\u0001', { type: '\\u0001', '\\u0001': '\\ud800' });`));
    expect(reply).not.toContain(REPLY_SEPARATOR);
    expect((JSON.parse(reply) as unknown[][]).map(([kind]) => kind)).toEqual(["timer", "log", "send"]);
  });
});
