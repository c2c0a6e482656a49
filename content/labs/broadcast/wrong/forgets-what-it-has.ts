/** Tells all the others until they confirm. Values are new, since each is broadcast once; so they are just kept. */
export default (env: Env): NodeProgram => {
  env.state.values = [];

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
    onMessage(src, body, msg) {
      switch (body.type) {
        case "topology":
          return env.reply(msg, { type: "topology_ok" });
        case "broadcast":
          env.state.values.push(body.message);
          for (const node of env.peers) tell(node, body.message);
          return env.reply(msg, { type: "broadcast_ok" });
        case "tell":
          env.state.values.push(body.value);
          return env.reply(msg, { type: "tell_ok" });
        case "read":
          return env.reply(msg, { type: "read_ok", messages: env.state.values });
      }
    },
  };
};
