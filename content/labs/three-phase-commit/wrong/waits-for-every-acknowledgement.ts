/** The coordinator commits when all have acknowledged that they are pre-committed, and asks until they have. */
type Outcome = "commit" | "abort";
type Status = "prepared" | "precommitted" | Outcome;

interface Entry {
  status: Status;
  participants: string[];
}

interface State {
  entries: Record<string, Entry>;
}

const ANSWER_MS = 50;
const SILENCE_MS = 100;

export default (env: Env<State>): NodeProgram => {
  env.state = { entries: {} };
  const { entries } = env.state;

  const ask = async (node: string, body: Body): Promise<Body | null> => {
    try {
      return await env.rpc(node, body, { timeoutMs: ANSWER_MS });
    } catch {
      return null;
    }
  };

  const askAll = (nodes: string[], body: Body) => Promise.all(nodes.map((node) => ask(node, body)));

  const askUntil = async (node: string, body: Body): Promise<void> => {
    if ((await ask(node, body)) === null) await askUntil(node, body);
  };

  const tellAll = (nodes: string[], txn: string, outcome: Outcome) => {
    for (const node of nodes) env.send(node, { type: "decision", txn, outcome });
  };

  // ---- the coordinator ----

  const transact = async ({ txn, writes }: Body, msg: Message) => {
    const participants = Object.keys(writes);
    const votes = await askAll(participants, { type: "prepare", txn, writes, participants });
    const outcome = votes.every((vote) => vote?.yes === true) ? "commit" : "abort";
    if (outcome === "commit") await Promise.all(participants.map((node) => askUntil(node, { type: "precommit", txn })));
    tellAll(participants, txn, outcome);
    env.reply(msg, { type: "transact_ok", outcome });
  };

  // ---- a participant ----

  const isDecided = (txn: string): boolean => ["commit", "abort"].includes(entries[txn]?.status);

  const settle = (txn: string, outcome: Outcome) => {
    if (isDecided(txn)) return;
    entries[txn] = { status: outcome, participants: entries[txn]?.participants ?? [] };
    env.clearTimer(txn);
    env.deliver({ txn, outcome });
  };

  const enter = (txn: string, status: Status, participants: string[]) => {
    entries[txn] = { status, participants };
    env.setTimer(txn, SILENCE_MS);
  };

  const prepare = ({ txn, writes, participants }: Body): boolean => {
    const refuses = Object.values<number>(writes[env.id]).some((value) => value < 0);
    if (refuses) settle(txn, "abort");
    else if (entries[txn] === undefined) enter(txn, "prepared", participants);
    return entries[txn].status !== "abort";
  };

  const terminate = async (txn: string) => {
    const others = entries[txn].participants.filter((node) => node !== env.id);
    const answers = await askAll(others, { type: "status", txn });
    const statuses = [entries[txn].status, ...answers.map((answer) => answer?.status)];
    const mayCommit = statuses.includes("precommitted") || statuses.includes("commit");
    const outcome = mayCommit && !statuses.includes("abort") ? "commit" : "abort";
    settle(txn, outcome);
    tellAll(others, txn, outcome);
  };

  return {
    onMessage(src, body, msg) {
      const { type, txn } = body;
      switch (type) {
        case "transact":
          return transact(body, msg);
        case "prepare":
          return env.reply(msg, { type: "vote", yes: prepare(body) });
        case "precommit":
          if (entries[txn]?.status === "prepared") enter(txn, "precommitted", entries[txn].participants);
          return env.reply(msg, { type: "ack" });
        case "decision":
          return settle(txn, body.outcome);
        case "status":
          if (entries[txn] === undefined) settle(txn, "abort");
          return env.reply(msg, { type: "status_ok", status: entries[txn].status });
      }
    },

    onTimer: (txn) => terminate(txn),
  };
};
