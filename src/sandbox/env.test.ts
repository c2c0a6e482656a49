/** Goal: the Env does what its declaration says, and tells what is wrong with a wrong use. Method: QuickJS, one node, calls as the simulator makes them. */
import { describe, expect, test } from "vitest";
import * as host from "../domain/simulator/node-host";
import { readQuickJsWasm, readShim } from "./node-files";
import { prepareProgram } from "./program";
import { createQuickJsHost } from "./quickjs-host";

const wasm = new WebAssembly.Module(readQuickJsWasm());
const shim = readShim();

type Call = Partial<host.NodeCall> & { do: host.NodeCall["do"] };
const boot: Call = { do: "boot", now: 0, id: "n1", nodes: ["n1", "n2", "n3"], seed: "1", disk: {}, restarted: false, inspect: false };
const message = (body: object, src = "c1", now = 5): Call => ({ do: "message", now, src, body: body as never });
const timer = (name: string, data: unknown = null): Call => ({ do: "timer", now: 7, name, data: data as never });

interface Reply {
  readonly effects: readonly (readonly unknown[])[];
  readonly failure: host.ProgramFailure | null;
  readonly state: unknown;
}

const read = (text: string): Reply => {
  const [effects = "", failure = "", state = ""] = text.split(host.REPLY_SEPARATOR);
  return { effects: JSON.parse(effects) as Reply["effects"], failure: failure === "" ? null : (JSON.parse(failure) as host.ProgramFailure), state: state === "" ? undefined : JSON.parse(state) };
};

async function node(source: string) {
  const prepared = prepareProgram(source);
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems));
  const quickjs = await createQuickJsHost({ wasm, shim, js: prepared.program.js });
  return (call: Call): Reply => read(call.do === "boot" ? quickjs.boot("n1", JSON.stringify(call)) : quickjs.handle("n1", JSON.stringify(call)));
}

/** The effects of a body of onMessage, after a boot. */
async function effectsOf(statements: string, body: object = { type: "go", msg_id: 7 }, start: Call = boot): Promise<Reply> {
  const call = await node(`export default (env) => ({ onMessage(src, body, msg) { ${statements} } });`);
  expect(call(start)).toMatchObject({ effects: [], failure: null });
  return call(message(body));
}

test("the shim's limits are the simulator's", () => {
  for (const name of ["EFFECTS_MAX", "BODY_CHARS_MAX", "BODY_DEPTH_MAX", "NAME_CHARS_MAX", "DELAY_MS_MAX", "LOG_CHARS_MAX", "STATE_CHARS_MAX"] as const) {
    const [, written = ""] = new RegExp(`^const ${name} = ([0-9_]+);$`, "m").exec(shim) ?? [];
    expect(Number(written.replaceAll("_", "")), name).toBe(host[name]);
  }
});

describe("effects", () => {
  test("come in the order of the calls, with what the call gave", async () => {
    const { effects, failure } = await effectsOf(`
      env.send("n2", { type: "a" }); env.reply(msg, { type: "b", x: [1, { y: null }] }); env.fail(msg, 11, "later"); env.fail(msg, 22);
      env.setTimer("t", 5.5, { k: 1 }); env.setTimer("u", 0); env.clearTimer("t"); env.deliver({ a: 1 }); env.deliver(null); env.log("x", 1, [2], { three: 3 }, undefined);
      env.disk.write("k", { v: 1 }); env.disk.append("log", "e1");`);
    expect(failure).toBeNull();
    expect(effects).toEqual([
      ["send", "n2", { type: "a" }], ["send", "c1", { type: "b", x: [1, { y: null }], in_reply_to: 7 }],
      ["send", "c1", { type: "error", code: 11, text: "later", in_reply_to: 7 }], ["send", "c1", { type: "error", code: 22, in_reply_to: 7 }],
      ["timer", "t", 5.5, { k: 1 }], ["timer", "u", 0, null], ["clear", "t"], ["deliver", { a: 1 }], ["deliver", null], ["log", 'x 1 [2] {"three":3} {"undefined":""}'],
      ["write", "k", { v: 1 }], ["append", "log", "e1"],
    ]);
  });

  test("are copies: what changes afterwards does not change them", async () => {
    const { effects } = await effectsOf(`
      const sent = { type: "a", list: [1] }; env.send("n2", sent); sent.list.push(2); sent.type = "b"; env.send("n2", sent);
      env.disk.write("k", sent); sent.list.push(3); env.deliver(env.disk.read("k")); env.disk.read("k").list.push(9); env.deliver(env.disk.read("k").list);`);
    expect(effects).toEqual([
      ["send", "n2", { type: "a", list: [1] }], ["send", "n2", { type: "b", list: [1, 2] }], ["write", "k", { type: "b", list: [1, 2] }], ["deliver", { type: "b", list: [1, 2] }], ["deliver", [1, 2]],
    ]);
  });

  test("a body that has the field already gets the new value, once", async () => {
    const { effects } = await effectsOf(`env.reply(msg, { type: "a", in_reply_to: 99, z: 1 }); env.reply(msg, { ...msg.body, type: "b" });`);
    expect(effects).toEqual([["send", "c1", { type: "a", in_reply_to: 7, z: 1 }], ["send", "c1", { type: "b", msg_id: 7, in_reply_to: 7 }]]);
  });

  test("values of their own form in JSON, and text that JSON escapes", async () => {
    const { effects } = await effectsOf(`
      class Point { constructor() { this.x = 1; } toJSON() { return { p: this.x }; } }
      env.send("n2", { type: "a", at: new Point(), none: undefined, bad: "\\u0000\\u0001\\ud800\\u2028" }); env.log("\\u0000|\\u0001"); env.setTimer("na\\u0000me\\u0001", 1);`);
    expect(effects).toEqual([["send", "n2", { type: "a", at: { p: 1 }, bad: "\u0000\u0001\ud800\u2028" }], ["log", "\u0000|\u0001"], ["timer", "na\u0000me\u0001", 1, null]]);
  });

  test("made before a failure are in its reply", async () => {
    const { effects, failure } = await effectsOf(`env.send("n2", { type: "a" }); throw new Error("after");`);
    expect(effects).toEqual([["send", "n2", { type: "a" }]]);
    expect(failure?.message).toBe("Error: after");
  });

  test("too many, and too much, fail the program, which cannot catch it", async () => {
    for (const statements of [`for (let i = 0; i <= 10_000; i++) try { env.log(""); } catch {}`, `const x = "x".repeat(60_000); for (let i = 0; i <= 20; i++) try { env.deliver(x); } catch {}`]) {
      expect((await effectsOf(statements)).failure).toMatchObject({ kind: "bad-effect" });
    }
    expect((await effectsOf(`for (let i = 0; i < 10_000; i++) env.log("");`)).failure).toBeNull();
  });
});

describe("wrong use is told at the learner's line", () => {
  test.each([
    [`env.send("n2")`, "env.send: the body must be an object with a type, not undefined."],
    [`env.send("n2", { value: 1 })`, 'env.send: the body needs a type, a text such as { type: "ping" }; its type is undefined.'],
    [`env.send("n2", ["x"])`, "env.send: the body must be an object with a type, not an array."],
    [`env.send({ type: "x" })`, "env.send: the receiver (`to`) must be a text, not an object."],
    [`env.send("", { type: "x" })`, "env.send: the receiver (`to`) must have 1 to 128 characters, not 0."],
    [`env.send("n2", { type: "x", seen: new Set([1]) })`, "env.send: a Set cannot be sent or stored. Use [...set]."],
    [`env.send("n2", { type: "x", m: { deep: new Map() } })`, "env.send: a Map cannot be sent or stored. Use Object.fromEntries(map) or [...map]."],
    [`env.send("n2", { type: "x", p: env.disk.fsync() })`, "env.send: a Promise cannot be sent or stored. Use its value, after await."],
    [`env.send("n2", { type: "x", e: new TypeError("no") })`, "env.send: an Error cannot be sent or stored. Use its message."],
    [`env.send("n2", { type: "x", f() {} })`, "env.send: a function cannot be sent or stored."],
    [`env.send("n2", { type: "x", n: 1n })`, "env.send: a bigint cannot be sent or stored."],
    [`env.send("n2", { type: "x", s: Symbol("a") })`, "env.send: a symbol cannot be sent or stored."],
    [`env.send("n2", { type: "x", n: [0 / 0] })`, "env.send: NaN cannot be sent or stored."],
    [`env.send("n2", { type: "x", n: 1 / 0 })`, "env.send: Infinity cannot be sent or stored."],
    [`const b = { type: "x" }; b.self = b; env.send("n2", b)`, "env.send: the value is nested more than 64 deep, or contains itself."],
    [`env.send("n2", { type: "x", t: "y".repeat(70_000) })`, "env.send: the value is too large: 70019 characters of JSON, at most 65536 are allowed."],
    [`env.reply({ type: "x" }, { type: "y" })`, "env.reply: the first argument must be the message that is answered: the third argument of onMessage."],
    [`env.reply(body, { type: "y" })`, "env.reply: the first argument must be the message that is answered: the third argument of onMessage."],
    [`env.reply({ src: "n2", body: {} }, { type: "y" })`, "env.reply: this message asks for no reply: its body has no msg_id. Use env.send."],
    [`env.fail(msg, "eleven")`, "env.fail: the code must be a whole number such as 11, not a string."],
    [`env.fail(msg, 11, 5)`, "env.fail: the text must be a text, not a number."],
    [`env.setTimer("t")`, "env.setTimer: the delay must be a number of milliseconds from 0 to 3600000, not undefined."],
    [`env.setTimer("t", NaN)`, "env.setTimer: the delay must be a number of milliseconds from 0 to 3600000, not NaN."],
    [`env.setTimer("t", -1)`, "env.setTimer: the delay must be a number of milliseconds from 0 to 3600000, not -1."],
    [`env.setTimer("t", "5")`, "env.setTimer: the delay must be a number of milliseconds from 0 to 3600000, not a string."],
    [`env.setTimer("t".repeat(129), 5)`, "env.setTimer: the name must have 1 to 128 characters, not 129."],
    [`env.setTimer(5, 5)`, "env.setTimer: the name must be a text, not a number."],
    [`env.setTimer("t", 5, () => 1)`, "env.setTimer: a function cannot be sent or stored."],
    [`env.clearTimer()`, "env.clearTimer: the name must be a text, not undefined."],
    [`env.deliver()`, "env.deliver: undefined cannot be sent or stored."],
    [`env.rpc("n2", { type: "x" }, 500)`, "env.rpc: the options must be an object such as { timeoutMs: 500 }, not a number."],
    [`env.rpc("n2", { type: "x" }, { timeoutMs: "1" })`, "env.rpc: timeoutMs must be a number of milliseconds from 0 to 3600000, not a string."],
    [`env.disk.write("k")`, "env.disk.write: undefined cannot be sent or stored."],
    [`env.disk.write({}, 1)`, "env.disk.write: the key must be a text, not an object."],
    [`env.disk.write("k", { a: 1 }); env.disk.append("k", 1)`, 'env.disk.append: "k" holds an object, which nothing can be appended to. Use another name for the log.'],
    [`env.disk.read()`, "env.disk.read: the key must be a text, not undefined."],
    [`env.state = 5`, "env.state: it must be an object, not a number."],
  ])("%s", async (statement, words) => {
    const { failure } = await effectsOf(`\n${statement};`);
    expect(failure?.kind).toBe("threw");
    expect(failure?.message).toContain(`TypeError: ${words}`);
    expect(failure?.frames[0]).toMatchObject({ name: "onMessage", line: 2 });
  });
});

describe("rpc", () => {
  const asks = `export default (env) => ({
  async onMessage(src, body, msg) {
    try { const answer = await env.rpc("n2", { type: "ask", q: 1 }, { timeoutMs: 50 }); env.log("got " + answer.value); } catch (e) { env.log(e.name, e.code, e.text, e.message, e instanceof Error); }
  },
});`;
  const start = async () => {
    const call = await node(asks);
    call(boot);
    const [rpc = []] = call(message({ type: "go" })).effects;
    return { call, id: rpc[3] as number, rpc };
  };

  test("sends a body with its msg_id, and resolves with the reply", async () => {
    const { call, id, rpc } = await start();
    expect(rpc).toEqual(["rpc", "n2", { type: "ask", q: 1, msg_id: id }, id, 50]);
    expect(id).toBeGreaterThanOrEqual(1_000_000);
    expect(call(message({ type: "ask_ok", in_reply_to: id, value: 42 }, "n2")).effects).toEqual([["log", "got 42"]]);
    // The second copy of the reply, and the timeout, come too late.
    expect(call(message({ type: "ask_ok", in_reply_to: id, value: 43 }, "n2")).effects).toEqual([]);
    expect(call({ do: "rpc-timeout", now: 60, msgId: id }).effects).toEqual([]);
  });

  test("rejects with the code and text of an error reply", async () => {
    const { call, id } = await start();
    expect(call(message({ type: "error", code: 11, text: "busy", in_reply_to: id }, "n2")).effects).toEqual([["log", "RpcError 11 busy error 11: busy true"]]);
  });

  test("rejects with code 0 when time is up, and drops the late reply", async () => {
    const { call, id } = await start();
    expect(call({ do: "rpc-timeout", now: 60, msgId: id }).effects).toEqual([["log", "RpcError 0 no reply from n2 in time error 0: no reply from n2 in time true"]]);
    expect(call(message({ type: "ask_ok", in_reply_to: id, value: 42 }, "n2")).effects).toEqual([]);
  });

  test("a reply from somebody else settles nothing", async () => {
    const { call, id } = await start();
    const [again = []] = call(message({ type: "ask_ok", in_reply_to: id, value: 666 }, "n3")).effects;
    expect(again[0]).toBe("rpc");
    expect(call(message({ type: "ask_ok", in_reply_to: id, value: 42 }, "n2")).effects).toEqual([["log", "got 42"]]);
  });

  test("a rejection that nobody catches names the line of the rpc", async () => {
    const call = await node(`export default (env) => ({\n  async onMessage() {\n    await env.rpc("n2", { type: "ask" });\n  },\n});`);
    call(boot);
    const [rpc = []] = call(message({ type: "go" })).effects;
    const { failure } = call({ do: "rpc-timeout", now: 1000, msgId: rpc[3] as number });
    expect(failure).toMatchObject({ kind: "threw", message: "RpcError: error 0: no reply from n2 in time", frames: [{ line: 3 }] });
  });

  test("numbers of two lives of a node are far apart", async () => {
    const call = await node(asks);
    const ids = ["1", "2", "3"].map((seed) => {
      call({ ...boot, seed } as Call);
      return call(message({ type: "go" })).effects[0]?.[3] as number;
    });
    expect(new Set(ids).size).toBe(3);
  });
});

describe("disk", () => {
  test("shows what was there, own writes at once, and logs as arrays", async () => {
    const start: Call = { ...boot, disk: { k: { a: 1 }, log: [1, 2] } } as Call;
    const { effects } = await effectsOf(`
      env.deliver([env.disk.read("k"), env.disk.read("log"), env.disk.read("none") === undefined]);
      env.disk.write("k", 2); env.disk.append("log", { e: 3 }); env.disk.append("new", "x"); env.disk.write("log2", [1]); env.disk.append("log2", 2);
      env.deliver([env.disk.read("k"), env.disk.read("log"), env.disk.read("new"), env.disk.read("log2")]);`, { type: "go" }, start);
    expect(effects[0]).toEqual(["deliver", [{ a: 1 }, [1, 2], true]]);
    expect(effects.at(-1)).toEqual(["deliver", [2, [1, 2, { e: 3 }], ["x"], [1, 2]]]);
  });

  test("fsync resolves when its own sync is told", async () => {
    const call = await node(`export default (env) => ({ async onMessage() { env.disk.write("k", 1); await env.disk.fsync(); env.log("safe"); } });`);
    call(boot);
    expect(call(message({ type: "go" })).effects).toEqual([["write", "k", 1], ["fsync", 0]]);
    expect(call(message({ type: "go" })).effects).toEqual([["write", "k", 1], ["fsync", 1]]);
    expect(call({ do: "synced", now: 9, sync: 1 }).effects).toEqual([["log", "safe"]]);
    expect(call({ do: "synced", now: 9, sync: 0 }).effects).toEqual([["log", "safe"]]);
  });
});

describe("the life of a node", () => {
  test("who it is, what time it is, and its handlers in turn", async () => {
    const call = await node(`export default (env: Env) => ({
      onInit() { env.log("init", env.id, env.nodes, env.peers, env.now()); },
      onMessage(src, body, msg) { env.log(src, body.type, msg.src, msg.dest, msg.body === body, env.now()); },
      onTimer(name, data) { env.log(name, data, env.now()); },
      onRestart() { env.log("again", env.disk.read("k")); },
    });`);
    expect(call(boot).effects).toEqual([["log", 'init n1 ["n1","n2","n3"] ["n2","n3"] 0']]);
    expect(call(message({ type: "hey" })).effects).toEqual([["log", "c1 hey c1 n1 true 5"]]);
    expect(call(timer("tick", { x: 1 })).effects).toEqual([["log", 'tick {"x":1} 7']]);
    expect(call({ ...boot, restarted: true, disk: { k: 1 } } as Call).effects).toEqual([["log", "again 1"]]);
  });

  test("a restart without onRestart calls onInit, and remembers nothing", async () => {
    const call = await node(`let lives = 0; const seen = []; export const never = 0;`.replace("export const never = 0;", "") + `\nexport default class Node { constructor(env) { this.env = env; } onInit() { this.env.log(++lives, this.env.state.x, seen.push(1)); this.env.state.x = 1; } onMessage() { this.env.log(this.env.state.x, lives); } }`.replace("export default class Node {", "class Node {") + `\nexport default (env) => new Node(env);`);
    for (const restarted of [false, true, true]) {
      expect(call({ ...boot, restarted } as Call).effects).toEqual([["log", '1 {"undefined":""} 1']]);
      expect(call(message({ type: "x" })).effects).toEqual([["log", "1 1"]]);
    }
  });

  test.each([
    ["export default 5", "The file must end in `export default (env) => ({ … })`: a function that makes the node."],
    ["export default (env) => 5", "The default export must return an object with the handlers, not a number."],
    ["export default (env) => ({})", "The node needs a function onMessage; its onMessage is undefined."],
    ["export default (env) => ({ onMessage() {}, onTimer: 5 })", "The node needs no onTimer, or a function; its onTimer is a number."],
    ["/*\nexport default (env) => 5\n*/", "The file must end in `export default (env) => ({ … })`: a function that makes the node."],
    ["let a; let a;\nexport default () => 5", "SyntaxError: "],
  ])("is no program: %s", async (source, words) => {
    const { failure } = (await node(source))(boot);
    expect(failure?.kind).toBe("no-program");
    expect(failure?.message).toContain(words);
  });
});

describe("the inspector", () => {
  const pictureOf = async (state: string) => (await node(`export default (env) => ({ onMessage() { env.state = ${state}; } });`).then((call) => {
    call({ ...boot, inspect: true } as Call);
    return call(message({ type: "go" }));
  })).state;

  test("shows maps, sets, and what JSON has no word for", async () => {
    expect(await pictureOf(`{ m: new Map([["a", new Set([1])], [{ k: 1 }, 2]]), n: [NaN, undefined, 1n, Symbol("s")], f() {}, x: null, c: new (class Foo { y = 1 })() }`)).toEqual({
      m: { Map: [["a", { Set: [1] }], [{ k: 1 }, 2]] },
      n: [{ number: "NaN" }, { undefined: "" }, { bigint: "1" }, { symbol: "Symbol(s)" }],
      f: { function: "f" }, x: null, c: { y: 1 },
    });
  });

  test("runs nothing of the learner's: no getter, no toJSON, no iterator", async () => {
    expect(await pictureOf(`(() => { const boom = () => { throw new Error("ran"); }; const m = new Map([[1, 2]]); for (const k of [Symbol.iterator, "forEach"]) Object.defineProperty(m, k, { value: boom }); return { get x() { return boom(); }, toJSON: boom, m, p: Object.create({ get y() { return boom(); } }), a: Object.defineProperty([1], 0, { get: boom }) }; })()`)).toEqual({
      x: { getter: "" }, toJSON: { function: "boom" }, m: { Map: [[1, 2]] }, p: {}, a: [{ undefined: "" }],
    });
  });

  test("ends at cycles, depth and size", async () => {
    expect(await pictureOf(`(() => { const a = { b: {} }; a.b.a = a; return a; })()`)).toEqual({ b: { a: { circular: "" } } });
    for (const large of [`(() => { let a = {}; for (let i = 0; i < 1000; i++) a = { a }; return a; })()`, `Array.from({ length: 5000 }, (_, i) => ({ i, t: "x".repeat(1000) }))`, `new Map(Array.from({ length: 5000 }, (_, i) => [i, "\\u0000".repeat(400)]))`, `Object.fromEntries(Array.from({ length: 5000 }, (_, i) => ["key" + i, i]))`]) {
      const text = JSON.stringify(await pictureOf(large));
      expect(text.length).toBeLessThanOrEqual(host.STATE_CHARS_MAX);
      expect(text).toContain("more");
    }
  });

  test("changes nothing of what happens", async () => {
    const source = `export default (env) => ({ onMessage() { env.state.n = (env.state.n ?? 0) + 1; env.log(env.state.n, env.random()); } });`;
    const [seen, unseen] = await Promise.all([true, false].map(async (inspect) => {
      const call = await node(source);
      call({ ...boot, inspect } as Call);
      return [call(message({ type: "go" })).effects, call(message({ type: "go" })).effects];
    }));
    expect(seen).toEqual(unseen);
  });
});
