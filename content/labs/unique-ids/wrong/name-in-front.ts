/** Node, life, count: unique without any clock. */
export default (env: Env): NodeProgram => {
  const life = (env.disk.read("lives") ?? 0) + 1;
  env.disk.write("lives", life);
  const durable = env.disk.fsync();
  env.state.count = 0;

  return {
    async onMessage(src, body, msg) {
      if (body.type !== "generate") return;
      await durable;
      env.state.count += 1;
      env.reply(msg, { type: "generate_ok", id: `${env.id}-${life}-${env.state.count}` });
    },
  };
};
