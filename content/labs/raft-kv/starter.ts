/**
 * Raft 3: a key-value store whose reads are linearizable.
 *
 * This start keeps keys in its own memory and asks nobody: it answers at once, and no two nodes agree. Bring the Raft
 * that you built in the two labs before. Its log holds requests now, and applying one gives the answer to its client.
 */
export default (env: Env): NodeProgram => {
  // What you keep in env.state is shown in the diagram of a run. It is lost at a crash; what is on disk is not.
  env.state.store = {};

  return {
    onMessage(src, body, msg) {
      const { store } = env.state;
      const before = store[body.key];
      if (body.type === "write") {
        store[body.key] = body.value;
        return env.reply(msg, { type: "write_ok" });
      }
      if (before === undefined) return env.fail(msg, 20, "no such key");
      if (body.type === "read") return env.reply(msg, { type: "read_ok", value: before });
      if (before !== body.from) return env.fail(msg, 22, "it holds another value");
      store[body.key] = body.to;
      env.reply(msg, { type: "cas_ok" });
    },
  };
};
