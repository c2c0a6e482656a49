/** Answers a broadcast when every other node has confirmed it: then it is certain. */
export default (env: Env): NodeProgram => {
  env.state.values = [];

  const learn = (value: number) => {
    if (!env.state.values.includes(value)) env.state.values.push(value);
  };

  const tell = async (node: string, value: number) => {
    for (;;) {
      try {
        return await env.rpc(node, { type: "tell", value }, { timeoutMs: 250 });
      } catch {
        // Again.
      }
    }
  };

  return {
    async onMessage(src, body, msg) {
      switch (body.type) {
        case "topology":
          return env.reply(msg, { type: "topology_ok" });
        case "broadcast":
          learn(body.message);
          await Promise.all(env.peers.map((node) => tell(node, body.message)));
          return env.reply(msg, { type: "broadcast_ok" });
        case "tell":
          learn(body.value);
          return env.reply(msg, { type: "tell_ok" });
        case "read":
          return env.reply(msg, { type: "read_ok", messages: env.state.values });
      }
    },
  };
};
