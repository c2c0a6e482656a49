/** Snowflake: milliseconds, number of the node, and a count that starts anew in every millisecond. */
export default (env: Env): NodeProgram => {
  const node = env.nodes.indexOf(env.id);
  env.state.last = 0;
  env.state.sequence = 0;

  return {
    onMessage(src, body, msg) {
      if (body.type !== "generate") return;
      const now = env.now();
      env.state.sequence = now === env.state.last ? env.state.sequence + 1 : 0;
      env.state.last = now;
      const id = [now, node, String(env.state.sequence).padStart(4, "0")].join("-");
      env.reply(msg, { type: "generate_ok", id });
    },
  };
};
