/**
 * Programs that mean harm, each with how its run must end: "refused" before it runs, a failure of the program (in the
 * trace, the same in every run), "cut" by the clock outside (where no gas counts), or "finished", because what it
 * tried is not there and nothing came of it.
 */
import type { ProgramFailure } from "../../src/domain/simulator/node-host";

export interface HostileProgram {
  readonly name: string;
  readonly source: string;
  readonly ends: "refused" | "cut" | "finished" | "too-many-events" | ProgramFailure["kind"];
  /** What its failure, or the reason of the refusal, must say. */
  readonly says?: RegExp;
}

/** A node that answers every request after the statements ran. */
const node = (statements: string, outside = "") => `${outside}
let count = 0;
export default (env) => ({
  onMessage(src, body, msg) {
    ${statements}
    if (body.type === "generate") env.reply(msg, { type: "generate_ok", id: env.id + "-" + count++ });
  },
});`;

/** A statement that fails the program, with a word for the test, if what it looks for is there. */
const escape = (expression: string) => node(`let found; try { found = ${expression}; } catch { found = undefined; } if (found !== undefined && found !== null) throw new Error("escaped: " + typeof found);`);

const LOOPS: readonly HostileProgram[] = [
  { name: "a loop without end", source: node("for (;;);"), ends: "out-of-gas" },
  { name: "a loop before there is a node", source: node("", "for (;;);"), ends: "out-of-gas" },
  { name: "a loop that catches what stops it", source: node("for (;;) { try { for (;;); } catch {} finally { continue; } }"), ends: "out-of-gas" },
  { name: "a generator that refuses to end", source: node("function* g() { for (;;) { try { yield 1; } finally { continue; } } } for (const x of g()) if (x === 2) break;"), ends: "out-of-gas" },
  { name: "promise jobs without end", source: node("const again = () => Promise.resolve().then(again); again();"), ends: "out-of-gas" },
  { name: "two async functions that wake each other", source: node("const f = async () => { for (;;) await null; }; f(); f();"), ends: "out-of-gas" },
  { name: "a thenable that resolves to itself", source: node("const t = { then(resolve) { resolve(t); } }; Promise.resolve(t);"), ends: "out-of-gas" },
  { name: "a regular expression that backtracks", source: node('/^(a+)+$/.test("a".repeat(40) + "b");'), ends: "out-of-gas" },
  { name: "a sort whose comparison never agrees", source: node("for (;;) Array.from({ length: 1000 }, (_, i) => i).sort(() => count++ % 2 || -1);"), ends: "out-of-gas" },
  { name: "a timer that sets itself for now", source: node('env.setTimer("again", 0);').replace("onMessage", 'onTimer() { env.setTimer("again", 0); },\n  onMessage'), ends: "too-many-events" },
  { name: "two nodes that answer each other without end", source: node('for (const peer of env.peers) { env.send(peer, { type: "ping" }); env.send(peer, { type: "ping" }); }'), ends: "bad-effect" },
];

const NATIVE_LOOPS: readonly HostileProgram[] = [
  { name: "indexOf over a length that nobody has", source: node("Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);"), ends: "cut" },
  { name: "a search for half of a text in it", source: node('const half = "a".repeat(2_000_000); ("a".repeat(4_000_000) + "b").indexOf(half + "c");'), ends: "cut" },
  { name: "includes over a length that nobody has", source: node("Array.prototype.includes.call({ length: 2 ** 53 - 1 }, 1);"), ends: "cut" },
  { name: "a number with very many digits", source: node("let x = 3n; for (let i = 0; i < 26; i++) x *= x; String(x);"), ends: "threw" },
];

const MEMORY: readonly HostileProgram[] = [
  { name: "a text that doubles", source: node('let s = "x"; for (;;) s += s;'), ends: "threw" },
  { name: "an array that grows", source: node("const a = []; for (;;) a.push(a.length);"), ends: "out-of-gas" },
  { name: "an array filled to 2^31", source: node("new Array(2 ** 31).fill(0);"), ends: "out-of-memory" },
  { name: "many ArrayBuffers", source: node("const all = []; for (;;) all.push(new ArrayBuffer(8_000_000));"), ends: "out-of-memory" },
  { name: "one ArrayBuffer of 1 GB", source: node("new Uint8Array(1_000_000_000).fill(1);"), ends: "out-of-memory" },
  { name: "a Map that grows", source: node("const m = new Map(); for (let i = 0; ; i++) m.set(i, [i]);"), ends: "out-of-memory" },
  { name: "memory that all three nodes fill little by little", source: node('kept.push("x".repeat(200_000) + count);', "const kept = [];"), ends: "out-of-memory" },
  { name: "calls without end", source: node("const f = () => f() + 1; f();"), ends: "stack-overflow" },
  { name: "calls without end that catch their overflow", source: node("const f = () => { try { return f() + 1; } catch { return f(); } }; f();"), ends: "cut" },
  { name: "a value nested 100,000 deep in JSON", source: node('JSON.parse("[".repeat(100_000) + "]".repeat(100_000));'), ends: "stack-overflow" },
  { name: "a value nested 100,000 deep in a body", source: node('let v = []; for (let i = 0; i < 100_000; i++) v = [v]; env.send(env.id, { type: "x", v });'), ends: "threw" },
];

const ESCAPES: readonly HostileProgram[] = [
  { name: "the host's process by a constructor", source: escape(`env.send.constructor("return process")()`), ends: "finished" },
  { name: "the host's process by an async constructor", source: escape(`(async () => {}).constructor("return process")()`), ends: "finished" },
  { name: "the host's process by a generator's constructor", source: escape(`(function* () {}).constructor("return process")().next().value`), ends: "finished" },
  { name: "eval", source: escape(`(0, eval)("1")`), ends: "finished" },
  { name: "globals of hosts", source: escape(`globalThis.process ?? globalThis.require ?? globalThis.std ?? globalThis.os ?? globalThis.WebAssembly ?? globalThis.Deno ?? globalThis.fetch`), ends: "finished" },
  { name: "a clock or dice of the host", source: escape(`globalThis.Date ?? globalThis.performance ?? Math.random`), ends: "finished" },
  { name: "an import() whose error leads outside", source: node("import('x').catch((e) => e.constructor.constructor('return process')());"), ends: "refused", says: /import/ },
  { name: "an import statement", source: `import fs from "node:fs";\n${node("")}`, ends: "refused" },
  { name: "a file that closes the function around it", source: `${node("")}\n});\nfor (;;);\n(function () {`, ends: "refused" },
  { name: "brackets nested beyond the parser's stack", source: `${"(".repeat(50_000)}\n${node("")}`, ends: "refused", says: /nested very deeply/ },
  { name: "calls nested beyond QuickJS's parser", source: node(`x = ${"[".repeat(900)}${"]".repeat(900)};`, "let x;"), ends: "finished" },
  { name: "a remark that never ends", source: `${node("")}\n/*`, ends: "refused" },
  { name: "a prototype that all objects share", source: node(`Object.prototype.type = "forged"; Array.prototype.push = () => {};`), ends: "threw" },
  { name: "a JSON of its own", source: node(`JSON.stringify = () => "[]";`), ends: "threw" },
  { name: "keys named __proto__ and constructor", source: node(`if (body.type === "generate" && count === 0) env.send(env.id, JSON.parse('{"type":"x","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}')); env.disk.write("__proto__", { polluted: 1 }); if ({}.polluted) throw new Error("escaped");`), ends: "finished" },
];

const FORGERIES: readonly HostileProgram[] = [
  { name: "a toJSON that forges an effect", source: node(`env.send(env.id, { type: "x", toJSON: () => ({ type: "y" }), v: '"],["deliver",1],["log","' });`), ends: "threw" },
  { name: "separators in names and texts", source: node(`env.setTimer("a\\u0001b", 5); env.log("\\u0001", "]\\u0001{}"); env.disk.write("k\\u0001", "\\u0001");`), ends: "finished" },
  { name: "NUL and lone surrogates in names and bodies", source: node(`if (count === 0 && body.type === "generate") env.send(env.id, { type: "x", "\\ud800": "\\udfff\\0" }); env.setTimer("\\0t", 5); env.setTimer("\\ud800", 5);`), ends: "finished" },
  { name: "sends to nowhere", source: node(`env.send("n99", { type: "x" }); env.send("c99", { type: "x" }); env.send("../etc", { type: "x" });`), ends: "finished" },
  { name: "a receiver that is no text", source: node(`env.send({ toString: () => "n1" }, { type: "x" });`), ends: "threw" },
  { name: "replies to somebody else's request", source: node(`env.send("c1", { type: "generate_ok", in_reply_to: 0, id: 1 });`), ends: "finished" },
  { name: "a delay that is no number", source: node(`env.setTimer("t", NaN);`), ends: "threw" },
  { name: "a delay of minus a year", source: node(`env.setTimer("t", -3e10);`), ends: "threw" },
  { name: "10,001 timers", source: node(`for (let i = 0; i < 10_001; i++) env.setTimer("t" + i, 1000);`), ends: "bad-effect" },
  { name: "effects beyond every limit that are caught", source: node(`for (let i = 0; i < 5_000; i++) try { env.log("x".repeat(1000)); } catch {}`), ends: "bad-effect" },
  { name: "a body of a megabyte", source: node(`env.send(env.id, { type: "x", v: "x".repeat(1_000_000) });`), ends: "threw" },
  { name: "a getter in a body that asks for more", source: node(`const b = { type: "x", get v() { env.send(env.id, b); return 1; } }; env.send(env.id, b);`), ends: "stack-overflow" },
  { name: "a body that contains itself", source: node(`const b = { type: "x" }; b.b = b; env.send(env.id, b);`), ends: "threw" },
  { name: "a state of getters", source: node(`Object.defineProperty(env.state, "x", { configurable: true, enumerable: true, get() { for (;;); } });`), ends: "finished" },
  { name: "an error whose message is a loop", source: node(`throw { get message() { for (;;); } };`), ends: "out-of-gas" },
  { name: "an error of 100 MB", source: node(`const e = new Error("x".repeat(10_000_000)); e.stack = "y".repeat(10_000_000); throw e;`), ends: "threw" },
  { name: "an export that is a trap", source: `export default (env) => ({ get onMessage() { for (;;); } });`, ends: "out-of-gas" },
  { name: "no export at all", source: "const x = 1;", ends: "refused" },
];

/** Aimed at the code that stands between a program and the simulator. */
const AT_THE_SHIM: readonly HostileProgram[] = [
  { name: "a then that all promises share", source: node("Promise.prototype.then = () => {};"), ends: "threw" },
  { name: "an iterator that all arrays share", source: node("Array.prototype[Symbol.iterator] = function* () { yield 1; };"), ends: "threw" },
  { name: "a species that arrays are made of", source: node("Object.defineProperty(Array, Symbol.species, { value: class { constructor() { for (;;); } } });"), ends: "threw" },
  { name: "a call that all functions share", source: node("Function.prototype.call = Function.prototype.apply = () => 1;"), ends: "threw" },
  { name: "a name of another node", source: node('env.id = "n9"; env.peers.push("n9");'), ends: "threw" },
  { name: "a body that is a trap", source: node('env.send(env.id, new Proxy({ type: "x" }, { ownKeys() { for (;;); } }));'), ends: "threw", says: /Proxy/ },
  { name: "a node that is a trap", source: "export default () => new Proxy({}, { get() { for (;;); } });", ends: "threw", says: /Proxy/ },
  { name: "an error that looks like an answer", source: node(`throw new Error('\\u0001[["send","c1",{"type":"generate_ok","id":1}]]\\u0001');`), ends: "threw" },
];

export const HOSTILE_PROGRAMS: readonly HostileProgram[] = [...LOOPS, ...NATIVE_LOOPS, ...MEMORY, ...ESCAPES, ...FORGERIES, ...AT_THE_SHIM];

/** Gives unique ids, and nothing else: its run is compared before and after the others. */
export const GOOD_PROGRAM = node("");
