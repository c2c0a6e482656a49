/** Lives are counted on the disk, so that a restart cannot repeat an id. */
export default (env: Env): NodeProgram => {
  const life = (env.disk.read("lives") ?? 0) + 1;
  env.disk.write("lives", life);
  env.state.latest = 0;
  env.state.count = 0;

  return {
    onMessage(src, body, msg) {
      if (body.type !== "generate") return;
      env.state.latest = Math.max(env.state.latest, env.now());
      env.state.count += 1;
      // The life and the count make it unique; the second in front is for the order.
      const second = Math.floor(env.state.latest / 1_000);
      env.reply(msg, { type: "generate_ok", id: `${second}-${env.id}-${life}-${String(env.state.count).padStart(6, "0")}` });
    },
  };
};
