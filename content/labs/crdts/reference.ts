/**
 * Four CRDTs over one log of operations.
 *
 * Each node numbers the operations of its own clients 1, 2, 3 … and keeps those of all nodes, of each node without a
 * gap. What a node has is therefore one number for each node, a version vector. On a tick a node tells the others its
 * vector; whoever has more sends what is missing. Losses repair themselves, and what comes twice is recognised by its
 * number: operations need no other protection against duplicates.
 *
 * What makes the four converge is that operations commute: whatever the order in which two of them are applied, the
 * state is the same.
 *
 *   counter   sums commute
 *   set       each put carries a tag of its own; a removal names the tags that it saw. A put that it did not see has
 *             another tag and stays: adds win. A removed tag is dead for ever, even if its put comes later.
 *   register  the greater stamp wins; stamps are (Lamport time, node), so no two are equal
 *   text      a tree (RGA): each word hangs on the one after which it was put. Of words that hang on one word the one of
 *             the greater stamp stands first, with all that hangs on it. So a run of words stays together, and a word
 *             that is put somewhere stands before what its node saw there. Erased words stay as tombstones, because
 *             others may hang on them. Words have names of their own, so that the tree needs no order of arrival.
 *
 * A node shows and says only what is on its disk. A crash loses its memory; the log brings it back.
 */
type Op = { from: string; number: number } & (
  | { kind: "count"; delta: number }
  | { kind: "put"; element: string }
  | { kind: "remove"; tags: string[] }
  | { kind: "set"; value: number; time: number }
  | { kind: "insert"; word: string; after: string | null; time: number }
  | { kind: "erase"; word: string }
);

interface Word {
  word: string;
  time: number;
  from: string;
}

interface State {
  ops: Record<string, Op[]>;
  count: number;
  /** Elements by the tags of their puts. */
  live: Record<string, string>;
  dead: Record<string, true>;
  register: { value: number | null; time: number; from: string };
  /** What hangs on each word, and on the beginning (""), in the order in which it stands. */
  hanging: Record<string, Word[]>;
  known: Record<string, true>;
  erased: Record<string, true>;
  /** The greatest time that was seen in a stamp. */
  time: number;
}

const TICK_MS = 150;
const BATCH_MAX = 40;

export default (env: Env<State>): NodeProgram => {
  env.state = { ops: {}, count: 0, live: {}, dead: {}, register: { value: null, time: 0, from: "" }, hanging: {}, known: {}, erased: {}, time: 0 };
  const state = env.state;
  for (const node of env.nodes) state.ops[node] = [];

  const vector = () => Object.fromEntries(env.nodes.map((node) => [node, state.ops[node].length]));

  const isLater = (one: { time: number; from: string }, other: { time: number; from: string }) =>
    one.time > other.time || (one.time === other.time && one.from > other.from);

  /** The words that hang on this one and do not stay hidden, each followed by what hangs on it. */
  const textFrom = (word: string): string[] =>
    (state.hanging[word] ?? []).flatMap((next) => [...(state.erased[next.word] ? [] : [next.word]), ...textFrom(next.word)]);

  /** Takes an operation in if it is the next of its node. Says whether it was. */
  const apply = (op: Op): boolean => {
    const known = state.ops[op.from];
    if (op.number !== known.length + 1) return false; // we have it, or something before it is missing
    known.push(op);
    const tag = `${op.from}/${op.number}`;
    if (op.kind === "count") state.count += op.delta;
    if (op.kind === "put" && !state.dead[tag]) state.live[tag] = op.element;
    if (op.kind === "remove") {
      for (const seen of op.tags) {
        state.dead[seen] = true;
        delete state.live[seen];
      }
    }
    if (op.kind === "set" && isLater(op, state.register)) state.register = { value: op.value, time: op.time, from: op.from };
    if (op.kind === "insert") {
      const { word, after, time, from } = op;
      state.known[word] = true;
      const beside = (state.hanging[after ?? ""] ??= []);
      const place = beside.findIndex((other) => isLater(op, other));
      beside.splice(place < 0 ? beside.length : place, 0, { word, time, from });
    }
    if (op.kind === "erase") state.erased[op.word] = true;
    if ("time" in op) state.time = Math.max(state.time, op.time);
    return true;
  };

  const keep = (op: Op) => {
    if (apply(op)) env.disk.append("log", op);
  };

  /** An operation of a client: what it means depends on what this node has seen. */
  const meaning = (body: Body) => {
    switch (body.type) {
      case "count":
        return { delta: body.delta };
      case "put":
        return { element: body.element };
      case "remove":
        return { tags: Object.keys(state.live).filter((tag) => state.live[tag] === body.element) };
      case "insert": // behind a word that this node does not know it cannot stand
        return { word: body.word, after: state.known[body.after] ? body.after : null, time: state.time + 1 };
      case "erase":
        return { word: body.word };
      default:
        return { value: body.value, time: state.time + 1 };
    }
  };

  const recover = () => {
    for (const op of env.disk.read<Op[]>("log") ?? []) apply(op);
    env.setTimer("tick", TICK_MS);
  };

  return {
    onInit: recover,

    async onMessage(src, body, msg) {
      switch (body.type) {
        case "have": {
          const missing = env.nodes.flatMap((node) => state.ops[node].slice(body.vector[node]));
          if (missing.length === 0) return;
          await env.disk.fsync(); // a crash that took back what others have heard would give its number to another operation
          return env.send(src, { type: "ops", ops: missing.slice(0, BATCH_MAX) });
        }
        case "ops":
          return body.ops.forEach(keep);
        case "read": {
          const view = { count: state.count, elements: [...new Set(Object.values(state.live))], value: state.register.value, text: textFrom("") };
          await env.disk.fsync(); // what it shows must not be forgotten in a crash
          return env.reply(msg, { type: "read_ok", ...view });
        }
        default: {
          const op = { from: env.id, number: state.ops[env.id].length + 1, kind: body.type, ...meaning(body) } as Op;
          keep(op);
          await env.disk.fsync();
          return env.reply(msg, { type: `${body.type}_ok` });
        }
      }
    },

    onTimer() {
      const peer = env.peers[Math.floor(env.random() * env.peers.length)];
      env.send(peer, { type: "have", vector: vector() });
      env.setTimer("tick", TICK_MS);
    },
  };
};
