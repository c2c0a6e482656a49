/**
 * Goal: the same program gives the same replies in QuickJS and in V8. Method: programs that use the language and the
 * Env widely are driven with the same calls on both sides, and what belongs to the trace is compared byte by byte.
 */
import { describe, expect, test } from "vitest";
import { runInV8 } from "../../tests/support/v8-thread";
import type { NodeCall } from "../domain/simulator/node-host";
import { readQuickJsWasm, readShim } from "./node-files";
import { prepareProgram } from "./program";
import { createQuickJsHost } from "./quickjs-host";

const wasm = new WebAssembly.Module(readQuickJsWasm());
const shim = readShim();

const boot = (more: Partial<NodeCall> = {}): NodeCall => ({ do: "boot", now: 0, id: "n1", nodes: ["n1", "n2", "n3"], seed: "seed 1", disk: {}, restarted: false, inspect: false, ...more }) as NodeCall;
const message = (body: object, src = "c1"): NodeCall => ({ do: "message", now: 5, src, body: body as never });

function prepare(source: string): string {
  const prepared = prepareProgram(source);
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems));
  return prepared.program.js;
}

async function both(source: string, calls: readonly NodeCall[]) {
  const js = prepare(source);
  const texts = calls.map((call) => ["n1", JSON.stringify(call)] as const);
  const host = await createQuickJsHost({ wasm, shim, js });
  const quickjs = texts.map(([node, call]) => (call.includes('"do":"boot"') ? host.boot(node, call) : host.handle(node, call)));
  return { quickjs, v8: await runInV8({ js, calls: texts }) };
}

/** What the trace hash sees: the effects, and whether the program failed. */
const traced = (replies: readonly string[]) => replies.map((reply) => reply.split("\u0001")).map(([effects, failure = ""]) => ({ effects, failed: failure !== "" }));

/** Evaluates an expression on both sides and gives what it delivers. */
async function evaluated(expression: string) {
  const { quickjs, v8 } = await both(`export default (env) => ({ onMessage() { env.deliver(${expression}); } });`, [boot(), message({ type: "go" })]);
  expect(traced(quickjs)).toEqual(traced(v8));
  return (JSON.parse(quickjs[1]?.split("\u0001")[0] ?? "[]") as [string, unknown][])[0]?.[1];
}

test("the tree of all that a program can reach has the same names on both sides", async () => {
  const walk = `
const walk = () => {
  const seen = new Set();
  const lines = [];
  const visit = (value, path) => {
    if (value === null || (typeof value !== "object" && typeof value !== "function") || seen.has(value)) return;
    seen.add(value);
    lines.push(path + (Object.isFrozen(value) ? "" : " NOT FROZEN"));
    const keys = Reflect.ownKeys(value).map((key) => [String(key), key]).sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [name, key] of keys) {
      const own = Object.getOwnPropertyDescriptor(value, key);
      for (const part of ["value", "get", "set"]) if (part in own) visit(own[part], path + "." + name + (part === "value" ? "" : ":" + part));
      lines.push(path + "." + name);
    }
    // V8 has an object of its own between globalThis and Object.prototype; it must be empty.
    if (value === globalThis) {
      const parent = Object.getPrototypeOf(value);
      if (parent !== Object.prototype) lines.push(...Reflect.ownKeys(parent).map(String), ...(Object.isFrozen(parent) ? [] : ["parent NOT FROZEN"]));
    } else visit(Object.getPrototypeOf(value), path + ".__proto__");
  };
  visit(globalThis, "");
  visit(function* () {}, "generator");
  visit(async function* () {}, "asyncGenerator");
  visit(async () => {}, "async");
  visit(() => {}, "function");
  for (const [name, value] of Object.entries({ array: [].values(), map: new Map().keys(), set: new Set().keys(), string: ""[Symbol.iterator](), match: "".matchAll(/x/g) })) visit(value, name);
  return lines;
};`;
  const { quickjs, v8 } = await both(`${walk}\nexport default (env) => ({ onMessage() { for (const line of walk()) env.log(line); } });`, [boot(), message({ type: "go" })]);
  const lines = (reply = "") => (JSON.parse(reply.split("\u0001")[0] ?? "") as [string, string][]).map(([, line]) => line);
  expect(lines(quickjs[1])).toEqual(lines(v8[1]));
  expect(lines(v8[1]).length).toBeGreaterThan(1_000);
  // What the walk itself has made is named without a leading dot.
  expect(lines(v8[1]).filter((line) => /^[.].* NOT FROZEN$|^parent/.test(line))).toEqual([]);
});


describe("the language", () => {
  const expressions: readonly (readonly [what: string, expression: string, value: unknown])[] = [
    ["arithmetic that rounds", "[0.1 + 0.2, 1 / 3, 2 ** 0.5, Math.fround(5.05), 1e21, -0, 5 % -3]", [0.30000000000000004, 1 / 3, 2 ** 0.5, Math.fround(5.05), 1e21, 0, 2]],
    ["mathematics", "[Math.sin(1), Math.cos(2), Math.exp(1.5), Math.log(10), Math.pow(1.1, 10), Math.hypot(3, 4), Math.cbrt(27), Math.atan2(1, 2), Math.log2(8)]", undefined],
    ["numbers as text", "[(255).toString(16), (0.1).toString(36), (1e21).toString(36), (123.456).toString(2), (-0.75).toString(3), (1234.5678).toFixed(2), (0.000001234).toPrecision(2), (5e-324).toString(36).length]", [(255).toString(16), (0.1).toString(36), (10n ** 21n).toString(36), (123.456).toString(2), (-0.75).toString(3), "1234.57", "0.0000012", (5e-324).toString(36).length]],
    ["classes, fields, private names, accessors", "(() => { class A { #x = 1; static made = 0; y = this.#x + 1; get x() { return this.#x; } set x(v) { this.#x = v; } static { A.made = 7; } } class B extends A { constructor() { super(); this.x += 10; } toString() { return `B${this.x}`; } } const b = new B(); return [b.x, b.y, A.made, `${b}`, b instanceof A]; })()", [11, 2, 7, "B11", true]],
    ["an error class that sets its name", "(() => { class MyError extends Error { constructor(m) { super(m); this.name = 'MyError'; this.extra = 1; } } try { throw new MyError('bad'); } catch (e) { return [e.name, e.message, e.extra, e instanceof MyError, e instanceof Error, String(e), e.constructor === MyError]; } })()", ["MyError", "bad", 1, true, true, "MyError: bad", true]],
    ["an error class of the old style", "(() => { function Old(m) { this.message = m; } Old.prototype = Object.create(Error.prototype); Old.prototype.constructor = Old; Old.prototype.name = 'Old'; const e = new Old('x'); return [String(e), e.constructor === Old, e instanceof Error]; })()", ["Old: x", true, true]],
    ["names of Object.prototype as own keys", "(() => { const o = {}; for (const k of ['toString', 'valueOf', 'constructor', 'hasOwnProperty', 'isPrototypeOf']) o[k] = k; const a = []; a.toString = () => 'mine'; const f = () => 1; f.toString = () => 'f'; return [Object.keys(o), `${a}`, `${f}`]; })()", [["toString", "valueOf", "constructor", "hasOwnProperty", "isPrototypeOf"], "mine", "f"]],
    ["counting words whose names are everywhere", "(() => { const counts = {}; for (const w of ['constructor', 'a', 'constructor', '__proto__']) counts[w] = (Object.hasOwn(counts, w) ? counts[w] : 0) + 1; return counts; })()", JSON.parse('{"constructor":2,"a":1,"__proto__":1}')],
    ["maps and sets", "(() => { const m = new Map([[1, 'a'], ['1', 'b']]); m.set(NaN, 'c'); m.delete(1); const s = new Set([3, 1, 3, 2]); return [[...m.values()], [...s], m.get(NaN), s.has(1), m.size, [...new Map([...m].sort()).keys()].length]; })()", [["b", "c"], [3, 1, 2], "c", true, 2, 2]],
    ["generators and iteration", "(() => { function* g(n) { for (let i = 0; i < n; i++) { const x = yield i; if (x) return x; } } const it = { *[Symbol.iterator]() { yield* g(3); } }; const [a, ...rest] = it; return [a, rest, [...g(2)], Array.from({ length: 3 }, (_, i) => i * i)]; })()", [0, [1, 2], [0, 1], [0, 1, 4]]],
    ["destructuring, defaults, spread, optional chaining", "(() => { const { a = 1, b: { c = 2, ...rest } = { d: 4 }, ...others } = { e: 5, f: 6 }; const none = null; const t = { n: null }; t.n ??= 3; t.z ||= 4; return [a, c, rest, others, none?.x?.y, none ?? 'z', t]; })()", [1, 2, { d: 4 }, { e: 5, f: 6 }, null, "z", { n: 3, z: 4 }]],
    ["sorting and ES2023 arrays", "[[3, 1, 2].toSorted(), [1, 2, 3].with(1, 9), [1, 2, 3].toReversed(), [1, 2, 3, 4].findLast((x) => x % 2), [5, 1, 4].sort((a, b) => b - a), ['b', 'a', 'C', 'ä'].sort(), [1, 2, 3].at(-1), [[1, [2]], 3].flat(2)]", [[1, 2, 3], [1, 9, 3], [3, 2, 1], 3, [5, 4, 1], ["C", "a", "b", "ä"], 3, [1, 2, 3]]],
    ["regular expressions", "['2024-05-06'.replace(/(?<y>\\d+)-(?<m>\\d+)/u, '$<m>/$<y>'), [...'a1b22'.matchAll(/\\d+/g)].map((m) => m[0]), /(?<=\\$)\\d+/.exec('$42')[0], 'aBc'.split(/b/i), /\\p{L}+/u.test('é')]", ["05/2024-06", ["1", "22"], "42", ["a", "c"], true]],
    ["texts", "['abc'.padStart(5, '*'), 'a-b-c'.replaceAll('-', '+'), '😀x'.length, [...'😀x'].length, 'x'.codePointAt(0), 'ß'.toUpperCase(), 'a\\u0000b'.length, `a${1}b`, '\\ud800', 'e\\u0301'.normalize('NFC').length]", ["**abc", "a+b+c", 3, 2, 120, "SS", 3, "a1b", "\ud800", 1]],
    ["big integers and bits", "[String(2n ** 70n), Number(BigInt.asUintN(8, 257n)), 1 << 31, -1 >>> 0, ~5, 0b101, 0o17, 1_000]", ["1180591620717411303424", 1, -2147483648, 4294967295, -6, 5, 15, 1000]],
    ["typed arrays and views", "(() => { const b = new ArrayBuffer(8); new DataView(b).setFloat64(0, Math.PI); return [[...new Uint8Array(b)], [...Uint8Array.from([1, 300, -1])], new Float32Array([0.1])[0]]; })()", [[64, 9, 33, 251, 84, 68, 45, 24], [1, 44, 255], 0.10000000149011612]],
    ["JSON", "[JSON.stringify({ b: 1, a: [undefined, () => 1, NaN], c: undefined, 2: 'x', 1: 'y' }), JSON.parse('[1,{\"__proto__\":3}]'), JSON.stringify('\\u2028\\ud800\\u0001'), JSON.stringify({ a: 1 }, null, 2)]", ['{"1":"y","2":"x","b":1,"a":[null,null,null]}', [1, JSON.parse('{"__proto__":3}')], '"\u2028\\ud800\\u0001"', '{\n  "a": 1\n}']],
    ["labels, closures, getters on literals, tagged templates", "(() => { let n = 0; outer: for (let i = 0; i < 5; i++) for (let j = 0; j < 5; j++) { if (j === 3) continue outer; if (i === 3) break outer; n++; } const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i); const o = { get x() { return 5; }, ['y' + 1]: 6 }; const tag = (s, ...v) => s.raw.join('|') + v; return [n, fs.map((f) => f()), o.x, o.y1, tag`a${1}b${2}`]; })()", [9, [0, 1, 2], 5, 6, "a|b|1,2"]],
    ["Reflect, symbols, weak maps", "(() => { const s = Symbol('x'); const w = new WeakMap(); const k = {}; w.set(k, 1); return [Reflect.ownKeys({ b: 1, a: 2, [s]: 3 }).length, s.description, Symbol.for('q') === Symbol.for('q'), w.get(k), Reflect.has({ z: 1 }, 'z')]; })()", [3, "x", true, 1, true]],
    ["try, finally, causes", "(() => { const log = []; const f = () => { try { log.push(1); return 'try'; } finally { log.push(2); } }; log.push(f()); try { throw new Error('a', { cause: 'why' }); } catch (e) { log.push(e.cause); } return log; })()", [1, 2, "try", "why"]],
    ["what has been removed", "[typeof Date, typeof Math.random, typeof Intl, typeof WeakRef, typeof FinalizationRegistry, typeof Atomics, typeof SharedArrayBuffer, typeof performance, typeof WebAssembly, typeof eval, typeof Function, typeof setTimeout, typeof queueMicrotask, typeof postMessage, typeof fetch, typeof console, typeof process, typeof require, typeof Proxy, typeof structuredClone, typeof Error.captureStackTrace, typeof RegExp.$1, typeof ''.localeCompare, typeof (1).toLocaleString, typeof {}.__proto__, typeof [].groupBy, typeof Object.groupBy, typeof Array.fromAsync, typeof escape, typeof global, typeof self]", Array.from({ length: 31 }, () => "undefined")],
  ];

  test.each(expressions)("%s", async (_, expression, value) => {
    const got = await evaluated(expression);
    if (value !== undefined) expect(got).toEqual(JSON.parse(JSON.stringify(value)));
  });
});

describe("sorting asks the comparator in the same order, whatever it answers", () => {
  const lists = ["[]", "[1]", "[2, 1]", "[5, 1, 4, 2, 3]", "Array.from({ length: 40 }, (_, i) => (i * 7919) % 101)", "[3, undefined, 1, , 2]"];
  const comparators = ["(a, b) => a - b", "(a, b) => b - a", "() => env.random() - 0.5", "() => 0", "() => NaN", "(a, b) => a < b", "(a, b) => ({ valueOf: () => a - b })"];

  test("both sides", async () => {
    const cases = lists.flatMap((list) => comparators.map((compare) => `{ const asked = []; const compare = ${compare}; const list = ${list}; const f = (a, b) => { asked.push([a, b]); return compare(a, b); }; const sorted = [...list].toSorted(f); list.sort(f); env.log([asked, list, sorted, Object.keys(list)]); }`));
    const { quickjs, v8 } = await both(`export default (env) => ({ onMessage() { ${cases.join("\n")} } });`, [boot(), message({ type: "go" })]);
    expect(quickjs).toEqual(v8);
    expect(JSON.parse(quickjs[1] ?? "")).toHaveLength(cases.length);
  });

  test("and sorts as the language says", async () => {
    const got = await evaluated(`(() => {
      const many = Array.from({ length: 200 }, (_, i) => ({ k: (i * 37) % 10, i }));
      const stable = [...many].sort((a, b) => a.k - b.k).every((x, at, all) => at === 0 || all[at - 1].k < x.k || (all[at - 1].k === x.k && all[at - 1].i < x.i));
      const holes = [3, undefined, 1, , 2].sort((a, b) => a - b);
      const like = Array.prototype.sort.call({ length: 3, 0: "c", 1: "a", 2: "b" }, (a, b) => (a < b ? -1 : 1));
      let wrong = ""; try { [].sort(5); } catch (e) { wrong = e.name; }
      return [stable, holes.length, 4 in holes, holes.slice(0, 3), like, wrong, [10, 9, 1].sort(), Int8Array.from([3, -1, 2]).sort((a, b) => b - a).join(), [3, 1, 2].toSorted((a, b) => a - b), [].sort.length, [].sort.name];
    })()`);
    expect(got).toEqual([true, 5, false, [1, 2, 3], { length: 3, 0: "a", 1: "b", 2: "c" }, "TypeError", [1, 10, 9], "3,2,-1", [1, 2, 3], 1, "sort"]);
  });
});

describe("frozen", () => {
  const attempts = [
    "Array.prototype.evil = 1", "Object.prototype.evil = 1", "Object.prototype.toString = () => 'evil'", "Array.prototype.push = null", "globalThis.evil = 1", "Map.prototype.get = null",
    "JSON.stringify = null", "Math.max = null", "Array.prototype.map.x = 1", "(async () => {}).constructor.x = 1", "Object.setPrototypeOf(Array.prototype, null)", "Object.defineProperty(Promise, 'resolve', { value: 1 })",
    "evil = 1", "delete Array.prototype.map", "Error.prototype.name = 'Evil'", "Error.stackTraceLimit = 0", "Error.prepareStackTrace = () => 1", "Object.getPrototypeOf(function* () {}).x = 1", "undefined = 1",
    "Reflect.ownKeys.call.x = 1", "env.send = null", "env.peers.push('n9')", "env.extra = 1", "env.disk.read = null", "Object.getOwnPropertyDescriptor(Object.prototype, 'toString').set.call(Object.prototype, 1)",
    "new (class extends Array { constructor() { super(); Array.prototype.x = 1; } })()",
  ];

  test.each(attempts)("%s", async (attempt) => {
    const { quickjs, v8 } = await both(`export default (env) => ({ onMessage() { let name = "nothing"; try { ${attempt}; } catch (e) { name = e.name; } env.deliver(name); } });`, [boot(), message({ type: "go" })]);
    expect(quickjs[1]).toBe(v8[1]);
    expect(quickjs[1]).toMatch(/^\[\["deliver","(TypeError|ReferenceError)"\]\]$/);
  });

  test.each([
    "(() => {}).constructor('return 1')", "(async () => {}).constructor('return 1')", "(function* () {}).constructor('yield 1')", "(async function* () {}).constructor('yield 1')",
    "Object.getPrototypeOf(Object.getPrototypeOf(async function () {})).constructor('return this')()", "new (class extends (() => {}).constructor {})('return 1')", "Reflect.construct((() => {}).constructor, ['return 1'])",
    "env.send.constructor('return this')()", "[].map.constructor('return this')()", "eval('1')", "(0, eval)('1')", "globalThis.eval('1')", "Function('return 1')()", "setTimeout('1')",
  ])("no code from text: %s", async (attempt) => {
    const { quickjs, v8 } = await both(`export default (env) => ({ onMessage() { let got = "nothing"; try { got = "made " + String(${attempt}); } catch (e) { got = e.name; } env.deliver(got); } });`, [boot(), message({ type: "go" })]);
    expect(quickjs[1]).toBe(v8[1]);
    expect(quickjs[1]).toMatch(/^\[\["deliver","(TypeError|ReferenceError)"\]\]$/);
  });
});

describe("promises", () => {
  test("jobs run to their end in the same reply, in the same order", async () => {
    const source = `
export default (env: Env) => ({
  async onMessage(src: string, body: Body, msg: Message) {
    env.log("start");
    Promise.resolve().then(() => env.log("micro 1")).then(() => env.log("micro 2"));
    await null;
    env.log("after await");
    const all = await Promise.all([1, Promise.resolve(2), (async () => 3)()]);
    env.log(all);
    for await (const x of (async function* () { yield 1; yield 2; })()) env.log(x);
    const settled = await Promise.allSettled([Promise.reject(new TypeError("no")), 1]);
    env.log(settled.map((s) => s.status), await Promise.race([1, 2]), await Promise.any([Promise.reject(1), 5]));
    try { await Promise.reject(new RangeError("x")); } catch (e) { env.log(e.name); } finally { env.log("finally"); }
    await { then(resolve) { env.log("thenable"); resolve(1); } };
    env.reply(msg, { type: "done" });
  },
});`;
    const { quickjs, v8 } = await both(source, [boot(), message({ type: "go", msg_id: 1 })]);
    expect(quickjs).toEqual(v8);
    expect((JSON.parse(quickjs[1] ?? "") as string[][]).map(([kind, text]) => (kind === "log" ? text : kind))).toEqual([
      "start", "micro 1", "after await", "micro 2", "[1,2,3]", "1", "2", '["rejected","fulfilled"] 1 5', "RangeError", "finally", "thenable", "send",
    ]);
  });

  // Known not to: leaving a `for await` early. QuickJS does not wait for the end of the generator.
  test("every kind of waiting takes as many turns on both sides", async () => {
    const source = `
export default (env) => ({
  onMessage() {
    let turn = 0;
    const tick = () => { if (++turn < 60) Promise.resolve().then(tick); };
    tick();
    const say = (name) => env.log(name + " in turn " + turn);
    const thenable = { then(resolve) { resolve("t"); } };
    const resolved = Promise.resolve(1);
    const kinds = {
      async value() { await 1; }, async promise() { await resolved; }, async thenable() { await thenable; }, async returned() { return resolved; }, async returnedAwait() { return await resolved; },
      async returnedThenable() { return thenable; }, async nested() { await (async () => { await (async () => 1)(); })(); }, async rejected() { try { await Promise.reject(1); } catch {} },
      async all() { await Promise.all([1, resolved, thenable]); }, async race() { await Promise.race([resolved, 2]); }, async any() { await Promise.any([Promise.reject(1), resolved]); }, async settled() { await Promise.allSettled([Promise.reject(1), 1]); },
      async forAwaitSync() { for await (const x of [1, resolved, 3]); }, async forAwaitAsync() { for await (const x of (async function* () { yield 1; yield resolved; })()); },
      async delegated() { for await (const x of (async function* () { yield* (async function* () { yield 1; return 2; })(); })()); }, async delegatedSync() { for await (const x of (async function* () { yield* [1, resolved]; })()); },
      async generatorReturn() { const g = (async function* () { yield 1; })(); await g.next(); await g.return(resolved); await g.next(); },
      async generatorThrow() { const g = (async function* () { try { yield 1; } catch { yield 2; } })(); await g.next(); await g.throw(1); }, async eager() { const g = (async function* () { yield 1; yield 2; })(); await Promise.all([g.next(), g.next(), g.next()]); },
      async finallyValue() { await resolved.finally(() => resolved); }, async thenPromise() { await resolved.then(() => resolved); }, async constructed() { await new Promise((r) => r(resolved)); }, async subclass() { class P extends Promise {} await P.resolve(1).then(() => 1); await new P((r) => r(1)); },
      async resolveSame() { await Promise.resolve(resolved); }, async caught() { await Promise.reject(1).catch(() => resolved); },
    };
    for (const [name, run] of Object.entries(kinds)) run().then(() => say(name), (e) => say(name + " failed " + e));
  },
});`;
    const { quickjs, v8 } = await both(source, [boot(), message({ type: "go" })]);
    expect(JSON.parse(quickjs[1] ?? "")).toHaveLength(25);
    expect(JSON.parse(quickjs[1] ?? "")).toEqual(JSON.parse(v8[1] ?? ""));
  });

  test("a handler that rejects fails the node, at once and later", async () => {
    const source = `
export default (env: Env) => ({
  async onMessage() { throw new Error("at once"); },
  async onTimer() { await env.disk.fsync(); throw new Error("later"); },
});`;
    const now = await both(source, [boot(), message({ type: "go" })]);
    expect(traced(now.quickjs)).toEqual(traced(now.v8));
    expect(failureOf(now.quickjs[1])).toMatchObject({ kind: "threw", message: "Error: at once", frames: [{ line: 3 }] });
    expect(failureOf(now.v8[1])).toMatchObject({ kind: "threw", message: "Error: at once", frames: [{ line: 3 }] });
    const later = await both(source, [boot(), { do: "timer", now: 1, name: "t", data: null }, { do: "synced", now: 2, sync: 0 }]);
    expect(traced(later.quickjs)).toEqual(traced(later.v8));
    expect(traced(later.quickjs).map(({ failed }) => failed)).toEqual([false, false, true]);
    expect(failureOf(later.v8[2])).toMatchObject({ kind: "threw", message: "Error: later", frames: [{ line: 4 }] });
  });

  test("without async or Promise in the text, promises of the Env still work", async () => {
    const source = `
export default (env: Env) => ({
  onMessage(src: string, body: Body, msg: Message) {
    env["r" + "pc"]("n2", { type: "ask" }).then((answer) => env.reply(msg, { type: "done", got: answer.value, is: typeof globalThis["Prom" + "ise"] }));
  },
});`;
    const first = await both(source, [boot(), message({ type: "go", msg_id: 1 })]);
    const id = (JSON.parse(first.quickjs[1] ?? "") as [string, string, object, number][])[0]?.[3] ?? 0;
    const { quickjs, v8 } = await both(source, [boot(), message({ type: "go", msg_id: 1 }), message({ type: "ask_ok", in_reply_to: id, value: 42 }, "n2")]);
    expect(quickjs).toEqual(v8);
    expect(quickjs[2]).toBe('[["send","c1",{"type":"done","got":42,"is":"undefined","in_reply_to":1}]]');
  });
});

const failureOf = (reply = "") => JSON.parse(reply.split("\u0001")[1] ?? "null") as unknown;

test("dice fall alike, and differ from seed to seed", async () => {
  const source = `export default (env) => ({ onMessage() { env.deliver([env.random(), env.random(), env.random().toString(36), Math.floor(env.random() * 1e9)]); } });`;
  const rolls = await Promise.all(["1", "2", "a longer seed, ünïcode 😀"].map(async (seed) => {
    const { quickjs, v8 } = await both(source, [boot({ seed }), message({ type: "go" })]);
    expect(quickjs).toEqual(v8);
    return quickjs[1];
  }));
  expect(new Set(rolls).size).toBe(3);
});

test("failures point at the learner's line and column in both", async () => {
  const source = `// é
interface Thing { x: number }
const deep = (thing: Thing | null): number => (thing as Thing).x;
export default (env: Env) => ({
  onMessage(src: string, body: Body) {
    const first = 1; return outer(first);
  },
});
function outer(n: number) {
  return deep(null);
}`;
  const { quickjs, v8 } = await both(source, [boot(), message({ type: "go" })]);
  const frames = (reply = "") => (failureOf(reply) as { frames: { name: string; line: number; column: number }[] }).frames;
  expect(frames(quickjs[1]).map(({ name, line }) => [name, line])).toEqual([["deep", 3], ["outer", 10], ["onMessage", 6]]);
  expect(frames(v8[1]).map(({ name, line }) => [name, line])).toEqual([["deep", 3], ["outer", 10], ["onMessage", 6]]);
  expect(frames(v8[1])[0]?.column).toBe(64);
  expect(Math.abs((frames(quickjs[1])[0]?.column ?? 0) - 64)).toBeLessThanOrEqual(2);
});
