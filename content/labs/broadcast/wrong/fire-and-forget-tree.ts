/** A tree in which each node has up to four children: 24 messages reach 25 nodes. Each is sent once. */
const FAN_OUT = 4;

export default (env: Env): NodeProgram => {
  const at = env.nodes.indexOf(env.id);
  const parent = at === 0 ? [] : [env.nodes[Math.floor((at - 1) / FAN_OUT)]];
  const neighbours = [...parent, ...env.nodes.slice(FAN_OUT * at + 1, FAN_OUT * at + 1 + FAN_OUT)];
  env.state.values = [];

  const learn = (value: number, from: string) => {
    if (env.state.values.includes(value)) return;
    env.state.values.push(value);
    for (const node of neighbours) if (node !== from) env.send(node, { type: "gossip", value });
  };

  return {
    onMessage(src, body, msg) {
      switch (body.type) {
        case "topology":
          return env.reply(msg, { type: "topology_ok" });
        case "broadcast":
          learn(body.message, src);
          return env.reply(msg, { type: "broadcast_ok" });
        case "gossip":
          return learn(body.value, src);
        case "read":
          return env.reply(msg, { type: "read_ok", messages: env.state.values });
      }
    },
  };
};
