/**
 * Two-phase commit with presumed abort. n1 coordinates; the others take part, each with keys of its own.
 *
 * Every step is one rule: disk before word.
 *
 *   who          what is on its disk first      what it may then say
 *   participant  prepared, with the writes      "yes": it can go either way now, whatever crashes
 *   coordinator  commit                         "commit": from this moment the transaction is committed
 *   participant  commit or abort                the outcome, to env.deliver
 *
 * An abort need not be on the coordinator's disk: whoever asks about a transaction of which the coordinator knows
 * nothing is told "abort", and that is right, because without a record of its commit nobody was ever told to commit.
 *
 * Lost messages: the question is asked again for a while, and silence counts as no. A participant that voted yes and
 * hears nothing is in doubt. It may not guess; it keeps its locks and asks the coordinator, again and again.
 */
interface Entry {
  status: "prepared" | "commit" | "abort";
  writes: Record<string, number>;
}

interface State {
  /** At the coordinator: transactions that are committed, and those on which it has not decided yet. */
  committed: Record<string, true>;
  voting: Record<string, true>;
  /** At a participant: what it knows of each transaction, what its keys hold, and who has them locked. */
  entries: Record<string, Entry>;
  values: Record<string, number>;
  locks: Record<string, string>;
}

const ASK_MS = 250;
const ASK_TIMES = 4;

export default (env: Env<State>): NodeProgram => {
  const coordinator = env.nodes[0];
  env.state = { committed: {}, voting: {}, entries: {}, values: {}, locks: {} };
  const state = env.state;

  // ---- the coordinator ----

  /** Silence is a no. */
  const vote = async (participant: string, txn: string, writes: object): Promise<boolean> => {
    for (let time = 0; time < ASK_TIMES; time += 1) {
      try {
        const reply = await env.rpc(participant, { type: "prepare", txn, writes }, { timeoutMs: ASK_MS });
        return reply.yes === true;
      } catch {
        // The question or the answer was lost, or the participant is down: ask again.
      }
    }
    return false;
  };

  const transact = async ({ txn, writes }: Body, msg: Message) => {
    state.voting[txn] = true;
    const participants = Object.keys(writes);
    const votes = await Promise.all(participants.map((participant) => vote(participant, txn, writes[participant])));
    const outcome = votes.every((yes) => yes) ? "commit" : "abort";
    if (outcome === "commit") {
      env.disk.append("log", { txn, status: "commit" });
      await env.disk.fsync(); // the point of no return
      state.committed[txn] = true;
    }
    delete state.voting[txn];
    env.reply(msg, { type: "transact_ok", outcome });
    for (const participant of participants) env.send(participant, { type: "decision", txn, outcome });
  };

  // ---- a participant ----

  const prepare = async ({ txn, writes }: Body, msg: Message) => {
    const entry = state.entries[txn];
    if (entry === undefined) {
      const refuses = Object.entries<number>(writes).some(([key, value]) => value < 0 || state.locks[key] !== undefined);
      if (refuses) return settle(txn, "abort", msg);
      state.entries[txn] = { status: "prepared", writes };
      for (const key of Object.keys(writes)) state.locks[key] = txn;
      env.disk.append("log", { txn, status: "prepared", writes });
      env.setTimer("doubt", ASK_MS);
    }
    await env.disk.fsync(); // for a question that comes again as well: its first fsync may not be through
    env.reply(msg, { type: "vote", yes: state.entries[txn].status !== "abort" });
  };

  /** The outcome goes to the disk, then to the values, then to the world. `asked`: a question to answer with no. */
  const settle = async (txn: string, outcome: "commit" | "abort", asked?: Message) => {
    const { writes } = state.entries[txn] ?? { writes: {} };
    state.entries[txn] = { status: outcome, writes };
    env.disk.append("log", { txn, status: outcome });
    await env.disk.fsync();
    finish(txn, outcome, writes);
    if (asked !== undefined) env.reply(asked, { type: "vote", yes: false });
  };

  const finish = (txn: string, outcome: "commit" | "abort", writes: Record<string, number>) => {
    if (outcome === "commit") Object.assign(state.values, writes);
    for (const key of Object.keys(writes)) if (state.locks[key] === txn) delete state.locks[key];
    env.deliver({ txn, outcome });
  };

  const inDoubt = () => Object.keys(state.entries).filter((txn) => state.entries[txn].status === "prepared");

  /** What was on the disk when the last life ended. Outcomes are carried out again: the values are in memory only. */
  const recover = () => {
    for (const { txn, status, writes } of env.disk.read("log") ?? []) {
      if (env.id === coordinator) state.committed[txn] = true;
      else if (status === "prepared") {
        state.entries[txn] = { status, writes };
        for (const key of Object.keys(writes)) state.locks[key] = txn;
      } else {
        const known = state.entries[txn]?.writes ?? {};
        state.entries[txn] = { status, writes: known };
        finish(txn, status, known);
      }
    }
    if (inDoubt().length > 0) env.setTimer("doubt", ASK_MS);
  };

  return {
    onInit: recover,

    onMessage(src, body, msg) {
      switch (body.type) {
        case "transact":
          return transact(body, msg);
        case "prepare":
          return prepare(body, msg);
        case "read":
          return env.reply(msg, { type: "read_ok", values: state.values });
        case "decision":
          // Only for what is in doubt here: a decision may come twice, or before the question.
          if (state.entries[body.txn]?.status === "prepared") return settle(body.txn, body.outcome);
          return;
        case "ask": // at the coordinator, from somebody in doubt
          if (state.voting[body.txn]) return; // not decided yet; it will ask again
          return env.send(src, { type: "decision", txn: body.txn, outcome: state.committed[body.txn] ? "commit" : "abort" });
      }
    },

    onTimer() {
      const open = inDoubt();
      for (const txn of open) env.send(coordinator, { type: "ask", txn });
      if (open.length > 0) env.setTimer("doubt", ASK_MS);
    },
  };
};
