/**
 * Three-phase commit. Any node may be asked for a transaction; it coordinates, and the three others take part:
 *
 *   { type: "transact", txn, writes: { n2: { k7: 7 }, … } }    answered with  { type: "transact_ok", outcome: "commit" }
 *
 * A participant says what it decided with env.deliver({ txn, outcome }).
 *
 * This start has two phases, and a participant that has voted yes waits for the decision. If the coordinator stops, it
 * waits for ever. What would it have to know about the others to decide by itself? And how does it notice?
 */
export default (env: Env): NodeProgram => {
  env.state.prepared = {};

  const transact = async ({ txn, writes }: Body, msg: Message) => {
    const votes = Object.entries(writes).map(([node, values]) =>
      env.rpc(node, { type: "prepare", txn, values }, { timeoutMs: 50 }).then(({ yes }) => yes === true, () => false),
    );
    const outcome = (await Promise.all(votes)).every((yes) => yes) ? "commit" : "abort";
    for (const node of Object.keys(writes)) env.send(node, { type: "decision", txn, outcome });
    env.reply(msg, { type: "transact_ok", outcome });
  };

  return {
    onMessage(src, body, msg) {
      switch (body.type) {
        case "transact":
          return transact(body, msg);
        case "prepare": {
          const yes = Object.values<number>(body.values).every((value) => value >= 0);
          env.state.prepared[body.txn] = yes;
          return env.reply(msg, { type: "vote", yes });
        }
        case "decision":
          delete env.state.prepared[body.txn];
          return env.deliver({ txn: body.txn, outcome: body.outcome });
      }
    },
  };
};
