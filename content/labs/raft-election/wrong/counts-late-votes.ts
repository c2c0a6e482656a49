/** A vote is a vote: whoever gets one while it is a candidate counts it, also one that was given for an earlier term. */
interface State {
  role: "follower" | "candidate" | "leader";
  currentTerm: number;
  votedFor: string | null;
  leader: string | null;
}

const HEARTBEAT_MS = 100;
const PATIENCE_MS = 400;

export default (env: Env<State>): NodeProgram => {
  const majority = Math.floor(env.nodes.length / 2) + 1;
  env.state = { role: "follower", currentTerm: env.disk.read("currentTerm") ?? 0, votedFor: env.disk.read("votedFor") ?? null, leader: null };
  const state = env.state;

  const save = (): Promise<void> => {
    env.disk.write("currentTerm", state.currentTerm);
    env.disk.write("votedFor", state.votedFor);
    return env.disk.fsync();
  };

  const wait = () => env.setTimer("patience", PATIENCE_MS + Math.floor(env.random() * PATIENCE_MS));

  const enter = (term: number) => {
    if (state.role === "leader") wait();
    state.role = "follower";
    state.currentTerm = term;
    state.votedFor = null;
    state.leader = null;
  };

  const ask = async (peer: string, request: Body): Promise<Body | null> => {
    const reply = await env.rpc(peer, request).catch(() => null);
    if (reply !== null && reply.term > state.currentTerm) {
      enter(reply.term);
      await save();
    }
    return reply;
  };

  const votes = new Set<string>();

  const stand = async () => {
    votes.clear();
    enter(state.currentTerm + 1);
    state.role = "candidate";
    state.votedFor = env.id;
    wait();
    const term = state.currentTerm;
    await save();
    if (state.currentTerm !== term || state.role !== "candidate") return;
    votes.add(env.id);
    const collect = (peer: string, reply: Body | null) => {
      if (reply?.voteGranted === true) votes.add(peer);
      if (state.role === "candidate" && votes.size >= majority) lead();
    };
    const request = { type: "request_vote", term, candidateId: env.id, lastLogIndex: 0, lastLogTerm: 0 };
    for (const peer of env.peers) ask(peer, request).then((reply) => collect(peer, reply));
  };

  const lead = () => {
    state.role = "leader";
    state.leader = env.id;
    env.clearTimer("patience");
    heartbeat();
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
      wait();
    }
    const reply = { type: "request_vote_ok", term: state.currentTerm, voteGranted };
    await save();
    env.reply(msg, reply);
  };

  const onAppendEntries = async (leader: string, term: number, msg: Message) => {
    if (term < state.currentTerm) return env.reply(msg, { type: "append_entries_ok", term: state.currentTerm, success: false });
    const isNew = term > state.currentTerm;
    if (isNew) enter(term);
    state.role = "follower";
    state.leader = leader;
    wait();
    if (isNew) await save();
    env.reply(msg, { type: "append_entries_ok", term, success: true });
  };

  return {
    onInit: wait,
    onTimer: (name) => (name === "patience" ? stand() : heartbeat()),
    onMessage(src, body, msg) {
      if (body.type === "request_vote") return onRequestVote(src, body.term, msg);
      if (body.type === "append_entries") return onAppendEntries(src, body.term, msg);
      if (body.type === "leader") env.reply(msg, { type: "leader_ok", leader: state.leader, term: state.currentTerm });
    },
  };
};
