/**
 * Broadcast: what one node is told, every node must show.
 *
 * This start answers all three requests, and for one node that is all there is to do: the check "One node" passes.
 * With five nodes the others never hear of a value. Send it to them.
 */
export default (env: Env): NodeProgram => {
  // What you keep in env.state is shown in the diagram of a run.
  env.state.values = [];
  env.state.neighbours = [];

  return {
    onMessage(src, body, msg) {
      switch (body.type) {
        case "topology":
          // A suggestion whom to talk to. You may use it, or any other plan: env.peers are all the others.
          env.state.neighbours = body.topology[env.id];
          return env.reply(msg, { type: "topology_ok" });
        case "broadcast":
          env.state.values.push(body.message);
          return env.reply(msg, { type: "broadcast_ok" });
        case "read":
          return env.reply(msg, { type: "read_ok", messages: env.state.values });
      }
    },
  };
};
