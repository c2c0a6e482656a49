/** A hub, and batches: whatever came in half a second goes out in one message, again and again until it is confirmed. */
const TICK_MS = 500;

export default (env: Env): NodeProgram => {
  const hub = env.nodes[0];
  env.state.values = [];
  env.state.unconfirmed = {};
  const known = new Set<number>();

  const learn = (value: number, from: string) => {
    if (known.has(value)) return;
    known.add(value);
    env.state.values.push(value);
    for (const node of env.id === hub ? env.peers : [hub]) {
      if (node !== from) (env.state.unconfirmed[node] ??= []).push(value);
    }
  };

  return {
    onInit() {
      env.setTimer("tick", TICK_MS);
    },
    onTimer() {
      for (const [node, values] of Object.entries(env.state.unconfirmed as Record<string, number[]>)) {
        if (values.length > 0) env.send(node, { type: "batch", values });
      }
      env.setTimer("tick", TICK_MS);
    },
    onMessage(src, body, msg) {
      switch (body.type) {
        case "topology":
          return env.reply(msg, { type: "topology_ok" });
        case "broadcast":
          learn(body.message, src);
          return env.reply(msg, { type: "broadcast_ok" });
        case "batch":
          for (const value of body.values) learn(value, src);
          return env.send(src, { type: "batch_ok", values: body.values });
        case "batch_ok":
          env.state.unconfirmed[src] = env.state.unconfirmed[src].filter((value: number) => !body.values.includes(value));
          return;
        case "read":
          return env.reply(msg, { type: "read_ok", messages: env.state.values });
      }
    },
  };
};
