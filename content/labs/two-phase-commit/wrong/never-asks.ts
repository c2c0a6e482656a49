/** A participant that has voted waits for the decision. The coordinator sends it to everybody, after all. */
export default (env: Env): NodeProgram => {
  const coordinator = env.nodes[0];
  const committed = new Set<string>();
  const voting = new Set<string>();
  const entries: Record<string, { status: string; writes: Record<string, number> }> = {};
  const values: Record<string, number> = {};
  const locks: Record<string, string> = {};
  env.state = { entries, values, locks };

  const vote = async (participant: string, txn: string, writes: object): Promise<boolean> => {
    for (let time = 0; time < 4; time += 1) {
      try {
        const reply = await env.rpc(participant, { type: "prepare", txn, writes }, { timeoutMs: 250 });
        return reply.yes === true;
      } catch {
        // lost, or down: ask again
      }
    }
    return false;
  };

  const transact = async ({ txn, writes }: Body, msg: Message) => {
    voting.add(txn);
    const participants = Object.keys(writes);
    const votes = await Promise.all(participants.map((participant) => vote(participant, txn, writes[participant])));
    const outcome = votes.every((yes) => yes) ? "commit" : "abort";
    if (outcome === "commit") {
      env.disk.append("log", { txn, status: "commit" });
      await env.disk.fsync();
      committed.add(txn);
    }
    voting.delete(txn);
    env.reply(msg, { type: "transact_ok", outcome });
    for (const participant of participants) env.send(participant, { type: "decision", txn, outcome });
  };

  const prepare = async ({ txn, writes }: Body, msg: Message) => {
    if (entries[txn] === undefined) {
      const refuses = Object.entries<number>(writes).some(([key, value]) => value < 0 || locks[key] !== undefined);
      if (refuses) {
        await settle(txn, "abort");
        return env.reply(msg, { type: "vote", yes: false });
      }
      entries[txn] = { status: "prepared", writes };
      for (const key of Object.keys(writes)) locks[key] = txn;
      env.disk.append("log", { txn, status: "prepared", writes });
    }
    await env.disk.fsync();
    env.reply(msg, { type: "vote", yes: entries[txn].status !== "abort" });
  };

  const settle = async (txn: string, outcome: string) => {
    const { writes } = entries[txn] ?? { writes: {} };
    entries[txn] = { status: outcome, writes };
    env.disk.append("log", { txn, status: outcome });
    await env.disk.fsync();
    finish(txn, outcome, writes);
  };

  const finish = (txn: string, outcome: string, writes: Record<string, number>) => {
    if (outcome === "commit") Object.assign(values, writes);
    for (const key of Object.keys(writes)) if (locks[key] === txn) delete locks[key];
    env.deliver({ txn, outcome });
  };

  return {
    onInit() {
      for (const { txn, status, writes } of env.disk.read("log") ?? []) {
        if (env.id === coordinator) committed.add(txn);
        else if (status === "prepared") {
          entries[txn] = { status, writes };
          for (const key of Object.keys(writes)) locks[key] = txn;
        } else {
          entries[txn] = { status, writes: entries[txn]?.writes ?? {} };
          finish(txn, status, entries[txn].writes);
        }
      }
    },

    onMessage(src, body, msg) {
      const { type, txn } = body;
      if (type === "transact") return transact(body, msg);
      if (type === "prepare") return prepare(body, msg);
      if (type === "read") return env.reply(msg, { type: "read_ok", values });
      if (type === "decision" && entries[txn]?.status === "prepared") return settle(txn, body.outcome);
      if (type === "ask" && !voting.has(txn)) env.send(src, { type: "decision", txn, outcome: committed.has(txn) ? "commit" : "abort" });
    },
  };
};
