/** The last writer wins, by Lamport time. Of two at the same time, the one that is there already. */
interface Op {
  from: string;
  number: number;
  kind: string;
  [field: string]: Whatever;
}

interface Word {
  word: string;
  time: number;
  from: string;
}

export default (env: Env): NodeProgram => {
  const ops: Record<string, Op[]> = {};
  for (const node of env.nodes) ops[node] = [];
  let count = 0;
  const live: Record<string, string> = {};
  const dead = new Set<string>();
  let register = { value: null, time: 0, from: "" };
  let clock = 0;
  const hanging: Record<string, Word[]> = {};
  const words = new Set<string>();
  const erased = new Set<string>();

  const textFrom = (word: string): string[] =>
    (hanging[word] ?? []).flatMap((next) => [...(erased.has(next.word) ? [] : [next.word]), ...textFrom(next.word)]);

  const insert = ({ word, after, time, from }: Op) => {
    words.add(word);
    const beside = (hanging[after ?? ""] ??= []);
    const place = beside.findIndex((other) => time > other.time || (time === other.time && from > other.from));
    beside.splice(place < 0 ? beside.length : place, 0, { word, time, from });
  };

  const apply = (op: Op): boolean => {
    if (op.number !== ops[op.from].length + 1) return false;
    ops[op.from].push(op);
    const tag = `${op.from}/${op.number}`;
    if (op.kind === "count") count += op.delta;
    if (op.kind === "put" && !dead.has(tag)) live[tag] = op.element;
    if (op.kind === "remove") {
      for (const seen of op.tags) {
        dead.add(seen);
        delete live[seen];
      }
    }
    if (op.kind === "set" && op.time > register.time) register = { value: op.value, time: op.time, from: op.from };
    if (op.kind === "insert") insert(op);
    if (op.kind === "erase") erased.add(op.word);
    clock = Math.max(clock, op.time ?? 0);
    env.state = { count, live, register };
    return true;
  };

  const keep = (op: Op) => {
    if (apply(op)) env.disk.append("log", op);
  };

  const meaning = ({ type, delta, element, value, word, after }: Body) => {
    if (type === "insert") return { word, after: words.has(after) ? after : null, time: clock + 1 };
    if (type === "erase") return { word };
    if (type === "count") return { delta };
    if (type === "put") return { element };
    if (type === "remove") return { tags: Object.keys(live).filter((tag) => live[tag] === element) };
    return { value, time: register.time + 1 };
  };

  return {
    onInit() {
      for (const op of env.disk.read<Op[]>("log") ?? []) apply(op);
      env.setTimer("tick", 150);
    },

    async onMessage(src, body, msg) {
      if (body.type === "have") {
        const missing = env.nodes.flatMap((node) => ops[node].slice(body.vector[node]));
        if (missing.length === 0) return;
        await env.disk.fsync();
        env.send(src, { type: "ops", ops: missing.slice(0, 40) });
      } else if (body.type === "ops") {
        body.ops.forEach(keep);
      } else if (body.type === "read") {
        const view = { count, elements: [...new Set(Object.values(live))], value: register.value, text: textFrom("") };
        await env.disk.fsync();
        env.reply(msg, { type: "read_ok", ...view });
      } else {
        keep({ from: env.id, number: ops[env.id].length + 1, kind: body.type, ...meaning(body) });
        await env.disk.fsync();
        env.reply(msg, { type: `${body.type}_ok` });
      }
    },

    onTimer() {
      const peer = env.peers[Math.floor(env.random() * env.peers.length)];
      env.send(peer, { type: "have", vector: Object.fromEntries(env.nodes.map((node) => [node, ops[node].length])) });
      env.setTimer("tick", 150);
    },
  };
};
