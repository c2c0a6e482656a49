/** Lives are counted on the disk. And while the clock is behind itself, better no id than a wrong one. */
export default (env: Env): NodeProgram => {
  const life = (env.disk.read("lives") ?? 0) + 1;
  env.disk.write("lives", life);
  const durable = env.disk.fsync();
  env.state.last = 0;
  env.state.count = 0;

  return {
    async onMessage(src, body, msg) {
      if (body.type !== "generate") return;
      await durable;
      const now = env.now();
      if (now < env.state.last) return env.fail(msg, 11, "the clock has gone back, try again later");
      env.state.last = now;
      env.state.count += 1;
      env.reply(msg, { type: "generate_ok", id: `${now}-${env.id}-${life}-${env.state.count}` });
    },
  };
};
