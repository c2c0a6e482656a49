/** One node counts for all, on its disk: then nothing can ever clash. */
export default (env: Env): NodeProgram => {
  const first = env.nodes[0];
  let count = env.disk.read("count") ?? 0;

  const next = async () => {
    count += 1;
    const mine = count;
    env.disk.write("count", mine);
    await env.disk.fsync();
    return mine;
  };

  return {
    async onMessage(src, body, msg) {
      if (body.type === "next") return env.reply(msg, { type: "next_ok", id: await next() });
      if (body.type !== "generate") return;
      if (env.id === first) return env.reply(msg, { type: "generate_ok", id: await next() });
      try {
        const { id } = await env.rpc(first, { type: "next" }, { timeoutMs: 500 });
        env.reply(msg, { type: "generate_ok", id });
      } catch {
        env.fail(msg, 11, "the first node does not answer");
      }
    },
  };
};
