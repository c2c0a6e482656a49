/**
 * Programs whose answers are aimed at what judges them: values that look alike and are not, values that are alike and do
 * not look it, shapes that a checker might take for its own. Each with the checks of seed 1 that must fail; none of them
 * may end in anything but a verdict.
 */
export interface CheckerAttack {
  readonly name: string;
  readonly lab: string;
  readonly source: string;
  /** In the lab's order; "program" where the program itself is stopped. */
  readonly fails: readonly string[];
}

/** Answers `generate` with the body that the expression makes; `count` counts the node's answers from 1. */
const answering = (body: string): string => `
let count = 0;
export default (env) => ({
  onMessage(src, asked, msg) {
    count += 1;
    ${body}
  },
});`;

const giving = (id: string): string => answering(`env.reply(msg, { type: "generate_ok", id: ${id} });`);

/** A broadcast on one's own values, whose reads show what the expression makes of all that is known. */
const showing = (messages: string): string => `
const known = new Set();
export default (env) => ({
  onMessage(src, body, msg) {
    if (body.type === "broadcast") {
      for (const peer of env.peers) env.send(peer, { type: "told", message: body.message });
      known.add(body.message);
      env.reply(msg, { type: "broadcast_ok" });
    }
    if (body.type === "told") known.add(body.message);
    if (body.type === "topology") env.reply(msg, { type: "topology_ok" });
    if (body.type === "read") env.reply(msg, { type: "read_ok", messages: ${messages} });
  },
});`;

/** Confirms every post, and hands over what the expression makes of its name at the node where it was posted. */
const chatting = (delivered: string): string => `
export default (env) => ({
  onMessage(src, { type, post }, msg) {
    if (type === "post") {
      env.deliver(${delivered});
      for (const peer of env.peers) env.send(peer, { type: "told", post });
      env.reply(msg, { type: "post_ok" });
    }
    if (type === "told") env.deliver(${delivered});
  },
});`;

/** One value for all keys, which reads show as the expression makes it; comparing never succeeds. */
const holding = (shown: string): string => `
let value = null;
export default (env) => ({
  onMessage(src, body, msg) {
    if (body.type === "write") value = body.value;
    if (body.type === "cas") return env.fail(msg, 22, "another value");
    env.reply(msg, body.type === "read" ? { type: "read_ok", value: ${shown} } : { type: "write_ok" });
  },
});`;

/** A store that keeps nothing: reads show the expressions' values with their context, and nodes by themselves theirs. */
const claiming = ({ values = "[]", context = "null", local = "{}" }: { values?: string; context?: string; local?: string }): string => `
export default (env) => ({
  onMessage(src, body, msg) {
    if (body.type === "get") return env.reply(msg, { type: "get_ok", values: ${values}, context: ${context} });
    if (body.type === "local") return env.reply(msg, { type: "local_ok", values: ${local} });
    env.reply(msg, { type: body.type + "_ok" });
  },
});`;

/** A node that nobody elected, which takes every command and does with it what the text says. */
const taking = (how: string): string => `
export default (env) => ({
  onMessage(src, body, msg) {
    if (body.type !== "command") return;
    ${how}
  },
});`;

/** Lends every lock at once under the token that the expression makes; a worker writes its element alone, and the store shows what the other one makes. */
const lending = (token: string, shown = "kept[body.name] ?? []"): string => `
const kept = {};
let count = 0;
export default (env) => ({
  onTimer(timer, { write, asked }) {
    env.send("n2", write);
    env.reply(asked, { type: "append_ok" });
  },
  async onMessage(src, body, msg) {
    count += 1;
    if (body.type === "append") {
      const { token } = await env.rpc("n1", { type: "acquire", name: body.name }).catch(() => ({ token: 0 }));
      await env.rpc("n2", { type: "read", name: body.name, token }).catch(() => {});
      env.setTimer("work " + body.element, body.workMs, { write: { type: "write", name: body.name, token, elements: [body.element], msg_id: count }, asked: msg });
    }
    if (body.type === "acquire") env.reply(msg, { type: "acquire_ok", token: ${token} });
    if (body.type === "read") env.reply(msg, { type: "read_ok", elements: [] });
    if (body.type === "write") {
      kept[body.name] = [...(kept[body.name] ?? []), ...body.elements];
      env.reply(msg, { type: "write_ok" });
    }
    if (body.type === "show") env.reply(msg, { type: "show_ok", elements: ${shown} });
  },
});`;

/** Enters whenever it is asked to, and hands over what the expressions make; its requests carry what the last one makes. */
const entering = (enter: string, leave: string, at = "count"): string => `
let count = 0;
export default (env) => {
  let asked = null;
  return {
    onTimer() {
      env.deliver(${leave});
      env.reply(asked, { type: "lock_ok" });
    },
    onMessage(src, body, msg) {
      if (body.type !== "lock") return;
      count += 1;
      asked = msg;
      for (const peer of env.peers) env.send(peer, { type: "request", at: ${at} });
      env.deliver(${enter});
      env.setTimer("leave", body.ms);
    },
  };
};`;

/** An id that comes again is also no greater than before. */
const ALIKE = ["unique", "sorted"];

export const CHECKER_ATTACKS: readonly CheckerAttack[] = [
  { name: "equal objects whose keys stand in another order", lab: "unique-ids", source: giving("count % 2 ? { a: 1, b: env.id } : { b: env.id, a: 1 }"), fails: ALIKE },
  { name: "objects with the key __proto__", lab: "unique-ids", source: giving(`JSON.parse('{"__proto__":{"id":1}}')`), fails: ALIKE },
  { name: "objects that carry a length, a toString and a constructor", lab: "unique-ids", source: giving(`{ length: 1e9, toString: "x", constructor: null, hasOwnProperty: 1 }`), fails: ALIKE },
  { name: "0 and -0", lab: "unique-ids", source: giving("count % 2 ? 0 : -0"), fails: ALIKE },
  { name: "numbers beyond what a number can hold", lab: "unique-ids", source: giving("9007199254740992 + (count % 2)"), fails: ALIKE },
  { name: "numbers that are none", lab: "unique-ids", source: giving("count % 2 ? NaN : Infinity"), fails: ["program"] },
  { name: "a number, and the text of it", lab: "unique-ids", source: giving(`count % 2 ? 7 : "7"`), fails: ALIKE },
  { name: "lone surrogates, all of them one", lab: "unique-ids", source: giving(`"\\ud800"`), fails: ALIKE },
  { name: "names of every object's properties", lab: "unique-ids", source: giving(`["__proto__", "constructor", "toString", "valueOf"][count % 4]`), fails: ALIKE },
  { name: "arrays nested 50 deep", lab: "unique-ids", source: giving(`JSON.parse("[".repeat(50) + "]".repeat(50))`), fails: ALIKE },
  { name: "answers to the same request, twice and different", lab: "unique-ids", source: answering(`for (const id of [1, env.id + "-" + count]) env.reply(msg, { type: "generate_ok", id });`), fails: ALIKE },
  { name: "an answer that says that it belongs to another request", lab: "unique-ids", source: answering(`env.send(src, { type: "generate_ok", id: env.id + count, in_reply_to: [asked.msg_id] });`), fails: ["answers"] },
  { name: "an error with a code that is no number", lab: "unique-ids", source: answering(`env.reply(msg, { type: "error", code: { valueOf: 0 }, text: ["x"] });`), fails: ["answers"] },
  { name: "reads that are an object with a length", lab: "broadcast", source: showing("{ length: 4294967295 }"), fails: ["answers"] },
  { name: "reads that hold every value as text", lab: "broadcast", source: showing("[...known].map(String)"), fails: ["partitions"] },
  { name: "reads that hold every value twice", lab: "broadcast", source: showing("[...known, ...known]"), fails: ["partitions"] },
  { name: "reads that hold each value within a list", lab: "broadcast", source: showing("[...known].map((value) => [value])"), fails: ["partitions"] },
  { name: "reads of values that nobody sent", lab: "broadcast", source: showing("Array.from({ length: 5000 }, (_, value) => value)"), fails: ["partitions"] },
  { name: "deliveries of the name in a list, which is the name as a text", lab: "causal-broadcast", source: chatting("{ post: [post], answers: null }"), fails: ["genuine", "delivery"] },
  { name: "deliveries by the names of every object's properties", lab: "causal-broadcast", source: chatting(`{ post: ["__proto__", "constructor", "toString"][Math.floor(env.random() * 3)], answers: null }`), fails: ["genuine", "delivery"] },
  { name: "deliveries of posts that are still to come, so that none can be late", lab: "causal-broadcast", source: chatting('{ post: "p" + (Number(post.slice(1)) + 1), answers: null }'), fails: ["genuine", "fifo", "causal", "delivery"] },
  { name: "deliveries that are a text", lab: "causal-broadcast", source: chatting("JSON.stringify({ post, answers: null })"), fails: ["genuine", "delivery"] },
  { name: "a yes that is a text", lab: "rate-limiter", source: answering(`env.reply(msg, { type: "allow_ok", allowed: "true" });`), fails: ["answers", "use"] },
  { name: "a yes after a no to the same request", lab: "rate-limiter", source: answering(`for (const allowed of [false, true]) env.reply(msg, { type: "allow_ok", allowed });`), fails: ["use"] },
  { name: "a yes to everybody, and a store filled with names alone", lab: "rate-limiter", source: answering(`if (asked.type === "allow") env.send("lin-kv", { type: "write", key: "x".repeat(1000) + count, value: 0, msg_id: count }), env.reply(msg, { type: "allow_ok", allowed: true });`), fails: ["shared", "memory"] },
  { name: "reads with nothing in them", lab: "broadcast", source: showing("null"), fails: ["answers"] },
  { name: "values of a key that are an object with a length", lab: "quorum-kv", source: claiming({ values: "{ length: 2, 0: 'v1', 1: 'v2' }" }), fails: ["answers"] },
  { name: "values that are named like every object's properties", lab: "quorum-kv", source: claiming({ values: `["__proto__", "constructor"]` }), fails: ["nothing-lost", "siblings", "regular"] },
  { name: "a context that is as large as a message may be", lab: "quorum-kv", source: claiming({ context: `"x".repeat(60000)` }), fails: ["nothing-lost", "regular", "bounded"] },
  { name: "keys that a node holds by the name of __proto__", lab: "quorum-kv", source: claiming({ local: `JSON.parse('{"__proto__":["v1"],"constructor":[]}')` }), fails: ["nothing-lost", "regular"] },
  { name: "applies what it is offered, without a leader or a log", lab: "raft-replication", source: taking(`env.deliver({ index: 1, command: body.command }); env.reply(msg, { type: "command_ok", index: 1 });`), fails: ["form", "commitment", "state-machines"] },
  { name: "upcalls that are no entries", lab: "raft-replication", source: taking(`for (const odd of [null, [1, "c1"], { index: -1, command: "c1" }, { index: 1 }, { index: "1", command: "c1" }, { __proto__: null, index: 1.5, command: {} }]) env.deliver(odd);`), fails: ["form", "progress"] },
  { name: "a log on disk that is no list", lab: "raft-replication", source: taking(`env.disk.write("log", { length: 3, 0: { term: 1, command: body.command } }); return env.disk.fsync();`), fails: ["form", "progress"] },
  { name: "requests of terms and entries that are no numbers and no list", lab: "raft-replication", source: taking(`for (const to of env.peers) env.send(to, { type: "append_entries", term: "1", prevLogIndex: 0, prevLogTerm: 0, entries: {}, msg_id: 1 });`), fails: ["form", "progress"] },
  { name: "reads of objects that look like values, and like a history's own", lab: "raft-kv", source: holding(`{ toString: body.key, length: 2, 0: body.key, 1: 7 }`), fails: ["linearizable"] },
  { name: "reads of what every object has", lab: "raft-kv", source: holding(`"__proto__"`), fails: ["linearizable"] },
  { name: "reads of the text of a number", lab: "raft-kv", source: holding("`${value}`"), fails: ["linearizable"] },
  { name: "tokens that are the text of a number", lab: "lease-lock", source: lending("String(count)"), fails: ["tokens", "leases", "effects"] },
  { name: "tokens that look like an object's properties", lab: "lease-lock", source: lending(`"__proto__"`), fails: ["tokens", "leases", "effects"] },
  { name: "a store that merges what workers write", lab: "lease-lock", source: lending("count"), fails: ["tokens", "leases", "fence", "effects"] },
  { name: "a document with a length that is no list", lab: "lease-lock", source: lending("count", "{ length: 1e9 }"), fails: ["tokens", "leases", "fence"] },
  { name: "stays that are entered and left with objects", lab: "lamport-mutex", source: entering("{ enter: { at: 1 } }", "{ leave: { at: 1 } }"), fails: ["exclusion", "order"] },
  { name: "stays that are never told of", lab: "lamport-mutex", source: entering("{ __proto__: { enter: 1 } }", "null"), fails: ["granted"] },
  { name: "requests with numbers that cannot be ordered", lab: "lamport-mutex", source: entering("{ enter: -0 }", "{ leave: 0 }", "0"), fails: ["exclusion", "order"] },
  { name: "entering and leaving in one breath, twice", lab: "lamport-mutex", source: entering("{ leave: count, enter: count }", "{ enter: count, leave: count }"), fails: ["order", "granted"] },
];
