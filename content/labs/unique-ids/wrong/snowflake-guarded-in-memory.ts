/** Snowflake that never follows its clock back: while the clock is behind, it counts on in the last millisecond. */
export default (env: Env): NodeProgram => {
  const node = env.nodes.indexOf(env.id);
  env.state.last = 0;
  env.state.sequence = 0;

  return {
    onMessage(src, body, msg) {
      if (body.type !== "generate") return;
      const now = Math.max(env.now(), env.state.last);
      env.state.sequence = now === env.state.last ? env.state.sequence + 1 : 0;
      env.state.last = now;
      const id = [now, node, String(env.state.sequence).padStart(6, "0")].join("-");
      env.reply(msg, { type: "generate_ok", id });
    },
  };
};
