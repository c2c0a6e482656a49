/** Programs for the lab "unique-ids", for tests that are about something else than the lab. */

/** An id of when, who, in which life, which one. */
export const RIGHT = `export default (env: Env) => {
  const life: number = (env.disk.read("lives") ?? 0) + 1;
  env.disk.write("lives", life);
  const durable = env.disk.fsync();
  let count = 0;
  let latest = 0;
  return {
    async onMessage(src, body, msg) {
      if (body.type !== "generate") return;
      await durable;
      latest = Math.max(latest, env.now());
      count += 1;
      env.reply(msg, { type: "generate_ok", id: [latest, env.id, life, String(count).padStart(6, "0")].join("-") });
    },
  };
};
`;

/** Counts, each node on its own: two nodes give the same id. */
export const WRONG = `export default (env: Env) => {
  let count = 0;
  return {
    onMessage(src, body, msg) {
      if (body.type !== "generate") return;
      count += 1;
      env.reply(msg, { type: "generate_ok", id: count });
    },
  };
};
`;

/** The right program as nobody has submitted it before. */
export const rightAnew = (what: string): string => `${RIGHT}// ${what}\n`;
