/**
 * A name for every id: when, who, in which life, which one.
 *
 *   1700000000123-n2-3-000041
 *   `-- time ----' |  |   `-- the 41st id of this life
 *                node  life: how often this node has started
 *
 * Uniqueness comes from the last three parts alone. No two nodes share a name, no two lives of a node share a number,
 * and within a life we count. The clock is not needed for it, so a clock that jumps can do no harm.
 *
 * Order comes from the first part alone. It stands in front and always has 13 digits, so texts sort by it.
 */
export default (env: Env): NodeProgram => {
  // The file is evaluated afresh at every start, so this line runs once for each life.
  const life = (env.disk.read("lives") ?? 0) + 1;
  env.disk.write("lives", life);
  // Until the write is durable, a crash would let the next life take the same number. No id may leave before.
  const durable = env.disk.fsync();

  env.state.life = life;
  env.state.count = 0;
  env.state.latest = 0;

  return {
    async onMessage(src, body, msg) {
      if (body.type !== "generate") return;
      await durable;
      // A clock that goes back must not take the ids with it.
      env.state.latest = Math.max(env.state.latest, env.now());
      env.state.count += 1;
      const count = String(env.state.count).padStart(6, "0");
      env.reply(msg, { type: "generate_ok", id: `${env.state.latest}-${env.id}-${life}-${count}` });
    },
  };
};
