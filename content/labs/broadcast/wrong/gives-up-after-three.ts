/** Tells all the others, and tries each of them three times: whoever does not answer then is dead. */
const TRIES = 3;

export default (env: Env): NodeProgram => {
  env.state.values = [];

  const learn = (value: number) => {
    if (!env.state.values.includes(value)) env.state.values.push(value);
  };

  const tell = async (node: string, value: number) => {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      try {
        return await env.rpc(node, { type: "tell", value }, { timeoutMs: 250 });
      } catch {
        env.log(node, "did not answer, attempt", attempt);
      }
    }
  };

  return {
    onMessage(src, body, msg) {
      switch (body.type) {
        case "topology":
          return env.reply(msg, { type: "topology_ok" });
        case "broadcast":
          learn(body.message);
          for (const node of env.peers) tell(node, body.message);
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
