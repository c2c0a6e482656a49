/**
 * Raft 1: elect a leader.
 *
 * This start is a follower for ever: it knows its term, answers who asks for the leader that it knows of none, and
 * refuses its vote to everybody. Nobody stands for election. Begin there: when `patience` is over, enter a new term,
 * vote for yourself, and ask the others.
 */
export default (env: Env): NodeProgram => {
  // What you keep in env.state is shown in the diagram of a run. It is lost at a crash; what is on disk is not.
  env.state.role = "follower";
  env.state.currentTerm = env.disk.read("currentTerm") ?? 0;
  env.state.votedFor = env.disk.read("votedFor") ?? null;
  env.state.leader = null;

  return {
    onInit() {
      env.setTimer("patience", 500);
    },
    onTimer() {
      // Nobody was heard for a while.
    },
    onMessage(src, body, msg) {
      switch (body.type) {
        case "leader":
          return env.reply(msg, { type: "leader_ok", leader: env.state.leader, term: env.state.currentTerm });
        case "request_vote":
          return env.reply(msg, { type: "request_vote_ok", term: env.state.currentTerm, voteGranted: false });
        case "append_entries":
          return env.reply(msg, { type: "append_entries_ok", term: env.state.currentTerm, success: false });
      }
    },
  };
};
