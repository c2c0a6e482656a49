/** Every 100 ms the first node collects what all have and gives it to all: who has everything cannot miss anything. */
const TICK_MS = 100;

export default (env: Env): NodeProgram => {
  const hub = env.nodes[0];
  env.state.values = [];
  const known = new Set<number>();

  const learn = (value: number) => {
    if (known.has(value)) return;
    known.add(value);
    env.state.values.push(value);
  };

  return {
    onInit() {
      env.setTimer("tick", TICK_MS);
    },
    onTimer() {
      for (const node of env.id === hub ? env.peers : [hub]) env.send(node, { type: "set", values: env.state.values });
      env.setTimer("tick", TICK_MS);
    },
    onMessage(src, body, msg) {
      switch (body.type) {
        case "topology":
          return env.reply(msg, { type: "topology_ok" });
        case "broadcast":
          learn(body.message);
          return env.reply(msg, { type: "broadcast_ok" });
        case "set":
          return body.values.forEach(learn);
        case "read":
          return env.reply(msg, { type: "read_ok", messages: env.state.values });
      }
    },
  };
};
