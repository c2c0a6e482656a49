/** A hub passes every value on at once. Whoever has not confirmed it within a second is told again. */
export default (env: Env): NodeProgram => {
  const hub = env.nodes[0];
  env.state.values = [];
  const known = new Set<number>();

  const tell = async (node: string, value: number) => {
    for (;;) {
      try {
        return await env.rpc(node, { type: "tell", value }, { timeoutMs: 1_000 });
      } catch {
        // Again.
      }
    }
  };

  const learn = (value: number, from: string) => {
    if (known.has(value)) return;
    known.add(value);
    env.state.values.push(value);
    for (const node of env.id === hub ? env.peers : [hub]) if (node !== from) tell(node, value);
  };

  return {
    onMessage(src, body, msg) {
      switch (body.type) {
        case "topology":
          return env.reply(msg, { type: "topology_ok" });
        case "broadcast":
          learn(body.message, src);
          return env.reply(msg, { type: "broadcast_ok" });
        case "tell":
          learn(body.value, src);
          return env.reply(msg, { type: "tell_ok" });
        case "read":
          return env.reply(msg, { type: "read_ok", messages: env.state.values });
      }
    },
  };
};
