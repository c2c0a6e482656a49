/**
 * Raft's election of a leader, as in Figure 2 of the paper, with a log that is still empty.
 *
 * Time is cut into terms, and a term is a number that only grows. In each a node votes once at most, so two candidates
 * cannot both have a majority: two majorities always have a node in common, and that node would have voted twice. All that
 * a node has to keep through a crash is therefore its term and its vote; and a vote may leave the node only when the
 * disk has it.
 *
 * The rest is about getting a leader at all, and keeping it.
 *
 * 1. Everybody waits for a sign of a leader, each for a time drawn anew. Who waits in vain stands for election. As the
 *    times differ, mostly one is first, and has won before the next one stands.
 * 2. Heartbeats come four times as often as the shortest wait, so that one that is lost or late deposes nobody.
 * 3. Whoever sees a later term, in a request or in a reply, follows it at once. So an old leader ends when it is heard
 *    again, and a candidate does not go on for a term that is over.
 */
interface State {
  role: "follower" | "candidate" | "leader";
  currentTerm: number;
  votedFor: string | null;
  /** Whom we have heard lead this term. */
  leader: string | null;
}

const HEARTBEAT_MS = 100;
/** From this to twice as long. */
const PATIENCE_MS = 400;
const RPC_TIMEOUT_MS = 300;

export default (env: Env<State>): NodeProgram => {
  const majority = Math.floor(env.nodes.length / 2) + 1;
  env.state = {
    role: "follower",
    currentTerm: env.disk.read("currentTerm") ?? 0,
    votedFor: env.disk.read("votedFor") ?? null,
    leader: null,
  };
  const state = env.state;

  // The term goes first. A crash keeps some first part of what is not yet synced: a later term with an old vote only
  // loses us a vote, but a new vote with the old term would be a second one in a term where we have voted.
  const save = (): Promise<void> => {
    env.disk.write("currentTerm", state.currentTerm);
    env.disk.write("votedFor", state.votedFor);
    return env.disk.fsync();
  };

  const wait = () => env.setTimer("patience", PATIENCE_MS + Math.floor(env.random() * PATIENCE_MS));

  /** A later term: whatever we were, we follow, and our vote is free again. The caller saves. */
  const enter = (term: number) => {
    if (state.role === "leader") wait();
    state.role = "follower";
    state.currentTerm = term;
    state.votedFor = null;
    state.leader = null;
  };

  /** The reply, unless it does not come, or shows that our term is over. */
  const ask = async (peer: string, request: Body): Promise<Body | null> => {
    const reply = await env.rpc(peer, request, { timeoutMs: RPC_TIMEOUT_MS }).catch(() => null);
    if (reply !== null && reply.term > state.currentTerm) {
      enter(reply.term);
      await save();
    }
    // Time has passed. A reply to a question of an earlier term is worth nothing now.
    return state.currentTerm === request.term ? reply : null;
  };

  const stand = async () => {
    enter(state.currentTerm + 1);
    state.role = "candidate";
    state.votedFor = env.id;
    wait(); // if nobody wins, we stand again
    const term = state.currentTerm;
    await save(); // our own vote counts like any other

    const votes = new Set([env.id]); // a set: nobody counts twice
    const collect = (peer: string, reply: Body | null) => {
      if (reply?.voteGranted === true) votes.add(peer);
      if (state.role === "candidate" && state.currentTerm === term && votes.size >= majority) lead();
    };
    if (state.currentTerm !== term || state.role !== "candidate") return;
    const request = { type: "request_vote", term, candidateId: env.id, lastLogIndex: 0, lastLogTerm: 0 };
    for (const peer of env.peers) ask(peer, request).then((reply) => collect(peer, reply));
  };

  const lead = () => {
    state.role = "leader";
    state.leader = env.id;
    env.clearTimer("patience");
    heartbeat(); // at once: others are about to lose their patience
  };

  const heartbeat = () => {
    if (state.role !== "leader") return;
    env.setTimer("heartbeat", HEARTBEAT_MS);
    const request = { type: "append_entries", term: state.currentTerm, leaderId: env.id, prevLogIndex: 0, prevLogTerm: 0, entries: [], leaderCommit: 0 };
    for (const peer of env.peers) ask(peer, request);
  };

  const onRequestVote = async (candidate: string, term: number, msg: Message) => {
    if (term > state.currentTerm) enter(term);
    const voteGranted = term === state.currentTerm && (state.votedFor === null || state.votedFor === candidate);
    if (voteGranted) {
      state.votedFor = candidate;
      wait(); // give it the time to win. A refusal is no reason to wait any longer.
    }
    const reply = { type: "request_vote_ok", term: state.currentTerm, voteGranted };
    await save();
    env.reply(msg, reply);
  };

  const onAppendEntries = async (leader: string, term: number, msg: Message) => {
    if (term < state.currentTerm) return env.reply(msg, { type: "append_entries_ok", term: state.currentTerm, success: false });
    const isNew = term > state.currentTerm;
    if (isNew) enter(term);
    state.role = "follower"; // a candidate of this term has lost
    state.leader = leader;
    wait();
    if (isNew) await save();
    env.reply(msg, { type: "append_entries_ok", term, success: true });
  };

  return {
    onInit: wait, // and after a restart: a leader that comes back is a follower
    onTimer: (name) => (name === "patience" ? stand() : heartbeat()),
    onMessage(src, body, msg) {
      if (body.type === "request_vote") return onRequestVote(src, body.term, msg);
      if (body.type === "append_entries") return onAppendEntries(src, body.term, msg);
      if (body.type === "leader") env.reply(msg, { type: "leader_ok", leader: state.leader, term: state.currentTerm });
    },
  };
};
