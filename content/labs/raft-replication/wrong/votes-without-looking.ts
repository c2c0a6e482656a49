/** The first who asks in a term gets the vote. */
interface Entry {
  term: number;
  command: Json;
}

interface State {
  role: "follower" | "candidate" | "leader";
  currentTerm: number;
  votedFor: string | null;
  log: Entry[];
  commitIndex: number;
  lastApplied: number;
}

interface AppendEntries extends Body {
  term: number;
  prevLogIndex: number;
  prevLogTerm: number;
  entries: Entry[];
  leaderCommit: number;
}

const HEARTBEAT_MS = 100;
/** From this to twice as long. */
const PATIENCE_MS = 400;
const RPC_TIMEOUT_MS = 300;
const NOT_LEADER = 11;

export default (env: Env<State>): NodeProgram => {
  const majority = Math.floor(env.nodes.length / 2) + 1;
  env.state = {
    role: "follower",
    currentTerm: env.disk.read("currentTerm") ?? 0,
    votedFor: env.disk.read("votedFor") ?? null,
    log: env.disk.read<Entry[]>("log") ?? [],
    commitIndex: 0,
    lastApplied: 0,
  };
  const state = env.state;

  // Of a leader: what it sends next to each node, what each is known to have on disk (itself too), and who has not yet
  // replied to entries.
  const nextIndex = new Map<string, number>();
  const matchIndex = new Map<string, number>();
  const underWay = new Set<string>();
  /** Who waits for the entry at an index to be applied, and of which term that entry is. */
  const clients = new Map<number, { term: number; msg: Message }>();

  const lastIndex = () => state.log.length;
  const termAt = (index: number) => state.log[index - 1]?.term ?? 0;
  const wait = () => env.setTimer("patience", PATIENCE_MS + Math.floor(env.random() * PATIENCE_MS));

  // All that was written before is safe when the latest fsync has ended; so whoever promises anything awaits that one,
  // also where the write was another handler's.
  let saved = Promise.resolve();
  const save = () => (saved = env.disk.fsync());

  // The term goes first: a crash keeps some first part of what is not yet synced, and a new vote with the old term would
  // be a second one in a term where we have voted.
  const saveVote = () => {
    env.disk.write("currentTerm", state.currentTerm);
    env.disk.write("votedFor", state.votedFor);
    return save();
  };

  /** A later term: whatever we were, we follow, and our vote is free again. The caller saves. */
  const enter = (term: number) => {
    if (state.role === "leader") wait();
    state.role = "follower";
    state.currentTerm = term;
    state.votedFor = null;
  };

  /** The reply, unless it does not come, or our term has ended since. */
  const ask = async (peer: string, request: Body): Promise<Body | null> => {
    const reply = await env.rpc(peer, request, { timeoutMs: RPC_TIMEOUT_MS }).catch(() => null);
    if (reply !== null && reply.term > state.currentTerm) {
      enter(reply.term);
      await saveVote();
    }
    return state.currentTerm === request.term ? reply : null;
  };

  // Election

  const stand = async () => {
    enter(state.currentTerm + 1);
    state.role = "candidate";
    state.votedFor = env.id;
    wait(); // if nobody wins, we stand again
    const term = state.currentTerm;
    await saveVote();
    if (state.currentTerm !== term || state.role !== "candidate") return;

    const votes = new Set([env.id]);
    const collect = (peer: string, reply: Body | null) => {
      if (reply?.voteGranted === true) votes.add(peer);
      if (state.role === "candidate" && state.currentTerm === term && votes.size >= majority) lead();
    };
    const request = { type: "request_vote", term, candidateId: env.id, lastLogIndex: lastIndex(), lastLogTerm: termAt(lastIndex()) };
    for (const peer of env.peers) ask(peer, request).then((reply) => collect(peer, reply));
  };

  const onRequestVote = async (candidate: string, { term }: Body, msg: Message) => {
    if (term > state.currentTerm) enter(term);
    const isFree = state.votedFor === null || state.votedFor === candidate;
    const voteGranted = term === state.currentTerm && isFree;
    if (voteGranted) {
      state.votedFor = candidate;
      wait();
    }
    const reply = { type: "request_vote_ok", term: state.currentTerm, voteGranted };
    await saveVote();
    env.reply(msg, reply);
  };

  // Replication, the leader's part

  const lead = () => {
    state.role = "leader";
    env.clearTimer("patience");
    underWay.clear();
    for (const peer of env.peers) {
      nextIndex.set(peer, lastIndex() + 1); // a guess: what the follower says no to is tried further back
      matchIndex.set(peer, 0); // nothing is known
    }
    matchIndex.set(env.id, lastIndex()); // all of it was synced before we asked for votes
    heartbeat();
  };

  const heartbeat = () => {
    if (state.role !== "leader") return;
    env.setTimer("heartbeat", HEARTBEAT_MS);
    for (const peer of env.peers) replicate(peer);
  };

  /** Sends what the follower is not known to have, and goes on until it has all. */
  const replicate = async (peer: string) => {
    const term = state.currentTerm;
    const prevLogIndex = (nextIndex.get(peer) ?? 1) - 1;
    const entries = state.log.slice(prevLogIndex);
    underWay.add(peer);
    const request = { type: "append_entries", term, leaderId: env.id, prevLogIndex, prevLogTerm: termAt(prevLogIndex), entries, leaderCommit: state.commitIndex };
    const reply = await ask(peer, request);
    if (state.currentTerm !== term) return;
    underWay.delete(peer);
    if (reply === null) return; // the next heartbeat tries again
    const known = matchIndex.get(peer) ?? 0;
    if (reply.success) {
      // Exactly what this request carried: the log may have grown since, and an older reply may come later.
      matchIndex.set(peer, Math.max(known, prevLogIndex + entries.length));
      nextIndex.set(peer, (matchIndex.get(peer) ?? 0) + 1);
      advanceCommit();
    } else {
      nextIndex.set(peer, Math.max(known + 1, Math.min(nextIndex.get(peer) ?? 1, reply.conflictIndex)));
    }
    if ((nextIndex.get(peer) ?? 1) <= lastIndex() && !underWay.has(peer)) replicate(peer);
  };

  const advanceCommit = () => {
    const held = env.nodes.map((node) => matchIndex.get(node) ?? 0).sort((one, other) => other - one);
    const index = held[majority - 1] ?? 0; // a majority has at least so much
    if (termAt(index) === state.currentTerm) commitUpTo(index);
  };

  const commitUpTo = (index: number) => {
    state.commitIndex = Math.max(state.commitIndex, index);
    while (state.lastApplied < state.commitIndex) {
      state.lastApplied += 1;
      const { term, command } = state.log[state.lastApplied - 1] as Entry;
      env.deliver({ index: state.lastApplied, command });
      const client = clients.get(state.lastApplied);
      // Where another leader's entry has taken the place, the client's command is not done: it is not told that it is.
      if (client?.term === term) env.reply(client.msg, { type: "command_ok", index: state.lastApplied });
      clients.delete(state.lastApplied);
    }
  };

  const onCommand = async (command: Json, msg: Message) => {
    if (state.role !== "leader") return env.fail(msg, NOT_LEADER, "ask the leader");
    const term = state.currentTerm;
    state.log.push({ term, command });
    env.disk.append("log", { term, command });
    const index = lastIndex();
    clients.set(index, { term, msg });
    // One request with entries at a time: commands that come meanwhile go together with the next one.
    for (const peer of env.peers) if (!underWay.has(peer)) replicate(peer);
    await save();
    if (state.role !== "leader" || state.currentTerm !== term) return;
    matchIndex.set(env.id, Math.max(matchIndex.get(env.id) ?? 0, index));
    advanceCommit();
  };

  // Replication, the follower's part

  const onAppendEntries = async ({ term, prevLogIndex, prevLogTerm, entries, leaderCommit }: AppendEntries, msg: Message) => {
    const answer = (success: boolean, conflictIndex = 0) => env.reply(msg, { type: "append_entries_ok", term: state.currentTerm, success, conflictIndex });
    if (term < state.currentTerm) return answer(false);
    if (term > state.currentTerm) {
      enter(term);
      saveVote();
    }
    state.role = "follower"; // a candidate of this term has lost
    wait();
    const isAlike = prevLogIndex <= lastIndex() && termAt(prevLogIndex) === prevLogTerm;
    if (isAlike) store(prevLogIndex, entries);
    const conflictIndex = isAlike ? 0 : firstDoubt(prevLogIndex);
    await saved;
    // While the disk was busy another leader may have told us otherwise: then this one must not count us.
    if (state.currentTerm !== term) return answer(false);
    // Beyond what this request vouches for, our log may hold what the leader has never seen.
    if (isAlike) commitUpTo(Math.min(leaderCommit, prevLogIndex + entries.length));
    answer(isAlike, conflictIndex);
  };

  /** Where the leader should try next: the end of our log, or the beginning of the term that it does not agree with. */
  const firstDoubt = (prevLogIndex: number): number => {
    if (prevLogIndex > lastIndex()) return lastIndex() + 1;
    let index = prevLogIndex;
    while (index > 1 && termAt(index - 1) === termAt(prevLogIndex)) index -= 1;
    return index;
  };

  const store = (prevLogIndex: number, entries: readonly Entry[]) => {
    const fresh = entries.findIndex(({ term }, offset) => termAt(prevLogIndex + offset + 1) !== term);
    if (fresh < 0) return; // all of them are there already, and perhaps more
    const added = entries.slice(fresh);
    const isConflict = lastIndex() > prevLogIndex + fresh;
    state.log.splice(prevLogIndex + fresh, Infinity, ...added);
    if (isConflict) env.disk.write("log", state.log);
    else for (const entry of added) env.disk.append("log", entry);
    save();
  };

  return {
    onInit: wait, // and after a restart: a leader that comes back is a follower
    onTimer: (name) => (name === "patience" ? stand() : heartbeat()),
    onMessage(src, body, msg) {
      if (body.type === "request_vote") return onRequestVote(src, body, msg);
      if (body.type === "append_entries") return onAppendEntries(body as AppendEntries, msg);
      if (body.type === "command") return onCommand(body.command, msg);
    },
  };
};
