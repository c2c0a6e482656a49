/** Floods along the neighbours that the topology gives, and asks each one until it has confirmed. */
export default (env: Env): NodeProgram => {
  env.state.values = [];
  env.state.neighbours = [];

  const tell = async (node: string, value: number) => {
    for (;;) {
      try {
        return await env.rpc(node, { type: "gossip", value }, { timeoutMs: 500 });
      } catch {
        // Again.
      }
    }
  };

  const learn = (value: number, from: string) => {
    if (env.state.values.includes(value)) return;
    env.state.values.push(value);
    for (const node of env.state.neighbours) if (node !== from) tell(node, value);
  };

  return {
    onMessage(src, body, msg) {
      switch (body.type) {
        case "topology":
          env.state.neighbours = body.topology[env.id];
          return env.reply(msg, { type: "topology_ok" });
        case "broadcast":
          learn(body.message, src);
          return env.reply(msg, { type: "broadcast_ok" });
        case "gossip":
          learn(body.value, src);
          return env.reply(msg, { type: "gossip_ok" });
        case "read":
          return env.reply(msg, { type: "read_ok", messages: env.state.values });
      }
    },
  };
};
