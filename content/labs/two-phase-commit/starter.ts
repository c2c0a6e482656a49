/**
 * Two-phase commit. The first node coordinates, the others take part:
 *
 *   { type: "transact", txn, writes: { n2: { a: 7 }, n4: { b: 7 } } }  to the first node
 *   { type: "transact_ok", outcome: "commit" }                         its answer: "commit" or "abort"
 *
 * A participant says what it decided with env.deliver({ txn, outcome }), and answers { type: "read" }.
 *
 * This start has one phase: it tells everybody what to write and hopes for the best. Nobody can refuse, nothing is
 * on a disk, and what is lost is lost. What has to be on whose disk before which word is said?
 */
export default (env: Env): NodeProgram => {
  env.state.values = {};

  return {
    onMessage(src, body, msg) {
      switch (body.type) {
        case "transact":
          for (const [node, writes] of Object.entries(body.writes)) env.send(node, { type: "write", txn: body.txn, writes });
          return env.reply(msg, { type: "transact_ok", outcome: "commit" });
        case "write":
          Object.assign(env.state.values, body.writes);
          return env.deliver({ txn: body.txn, outcome: "commit" });
        case "read":
          return env.reply(msg, { type: "read_ok", values: env.state.values });
      }
    },
  };
};
