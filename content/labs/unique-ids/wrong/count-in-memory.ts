/** The name of the node and a count: no two nodes can clash. */
export default (env: Env): NodeProgram => {
  env.state.count = 0;

  return {
    onMessage(src, body, msg) {
      if (body.type !== "generate") return;
      env.state.count += 1;
      env.reply(msg, { type: "generate_ok", id: `${env.id}-${env.state.count}` });
    },
  };
};
