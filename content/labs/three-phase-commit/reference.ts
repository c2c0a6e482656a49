/**
 * Three-phase commit (Skeen), for nodes that stop, and a network that neither loses nor delays beyond a bound.
 *
 * In two-phase commit a participant that has voted yes cannot know what was decided: the coordinator may have committed
 * with somebody and stopped. The phase in between makes that knowable. Nobody commits before all that are up have been
 * told that all voted yes, so
 *
 *   nobody of those who are up is pre-committed   nobody can have committed: abort
 *   somebody is                                   nobody can have aborted: commit
 *
 * A participant that hears nothing for longer than the protocol takes knows that its coordinator has stopped. It asks the
 * others how they stand and decides by these two lines. All that is asked stands still by then, so all decide alike.
 *
 * "Has stopped" is concluded from silence. That is right only where the network keeps its bound: where it is cut, each
 * side takes the other one for stopped, and both decide.
 */
type Outcome = "commit" | "abort";
type Status = "prepared" | "precommitted" | Outcome;

interface Entry {
  status: Status;
  participants: string[];
}

interface State {
  entries: Record<string, Entry>;
}

/** A message takes at most 20 ms, so an answer takes 40. */
const ANSWER_MS = 50;
/** The next message of a coordinator: it waits for the answers of the others, and its word takes 20 ms. */
const SILENCE_MS = 100;

export default (env: Env<State>): NodeProgram => {
  env.state = { entries: {} };
  const { entries } = env.state;

  /** The answer, or null from a node that has stopped. */
  const ask = async (node: string, body: Body): Promise<Body | null> => {
    try {
      return await env.rpc(node, body, { timeoutMs: ANSWER_MS });
    } catch {
      return null;
    }
  };

  const askAll = (nodes: string[], body: Body) => Promise.all(nodes.map((node) => ask(node, body)));

  const tellAll = (nodes: string[], txn: string, outcome: Outcome) => {
    for (const node of nodes) env.send(node, { type: "decision", txn, outcome });
  };

  // ---- the coordinator ----

  const transact = async ({ txn, writes }: Body, msg: Message) => {
    const participants = Object.keys(writes);
    const votes = await askAll(participants, { type: "prepare", txn, writes, participants });
    const outcome = votes.every((vote) => vote?.yes === true) ? "commit" : "abort";
    if (outcome === "commit") await askAll(participants, { type: "precommit", txn }); // who does not answer has stopped
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

  /** The coordinator has stopped. */
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
          if (entries[txn] === undefined) settle(txn, "abort"); // never asked to vote, so nobody can have committed
          return env.reply(msg, { type: "status_ok", status: entries[txn].status });
      }
    },

    onTimer: (txn) => terminate(txn),
  };
};
