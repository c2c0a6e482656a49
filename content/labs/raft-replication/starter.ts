/**
 * Raft 2: replicate a log.
 *
 * This start is a follower for ever: it refuses commands, votes for nobody, and takes no entries. Bring the election that
 * you built in the lab before (and look at the log before you vote). Then begin with the leader: on a command append an
 * entry, write it to the disk, and send it to the others.
 */
interface Entry {
  term: number;
  command: Json;
}

export default (env: Env): NodeProgram => {
  // What you keep in env.state is shown in the diagram of a run. It is lost at a crash; what is on disk is not.
  env.state.role = "follower";
  env.state.currentTerm = env.disk.read("currentTerm") ?? 0;
  env.state.votedFor = env.disk.read("votedFor") ?? null;
  env.state.log = env.disk.read<Entry[]>("log") ?? [];
  env.state.commitIndex = 0;

  return {
    onInit() {
      env.setTimer("patience", 500);
    },
    onTimer() {
      // Nobody was heard for a while.
    },
    onMessage(src, body, msg) {
      switch (body.type) {
        case "command":
          return env.fail(msg, 11, "ask the leader");
        case "request_vote":
          return env.reply(msg, { type: "request_vote_ok", term: env.state.currentTerm, voteGranted: false });
        case "append_entries":
          return env.reply(msg, { type: "append_entries_ok", term: env.state.currentTerm, success: false });
      }
    },
  };
};
