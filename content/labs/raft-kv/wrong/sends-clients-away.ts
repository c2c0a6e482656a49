/** Who does not lead says so, and clients ask another node. */
interface Request {
  client: string;
  id: number;
  type: string;
  key: string;
  value: Json;
  from: Json;
  to: Json;
}

interface Entry {
  term: number;
  /** Null does nothing. */
  command: Request | null;
}

interface State {
  role: "follower" | "candidate" | "leader";
  currentTerm: number;
  votedFor: string | null;
  leader: string | null;
  log: Entry[];
  commitIndex: number;
  lastApplied: number;
  store: Map<string, Json>;
  /** By client. */
  sessions: Map<string, { id: number; result: Body }>;
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
/** Before a request is tried again. */
const RETRY_MS = 50;
/** Clients wait no longer. */
const GIVE_UP_MS = 2_000;
const REQUESTS = new Set(["read", "write", "cas"]);
const NO_SUCH_KEY = 20;
const ANOTHER_VALUE = 22;

export default (env: Env<State>): NodeProgram => {
  const majority = Math.floor(env.nodes.length / 2) + 1;
  env.state = {
    role: "follower",
    currentTerm: env.disk.read("currentTerm") ?? 0,
    votedFor: env.disk.read("votedFor") ?? null,
    leader: null,
    log: env.disk.read<Entry[]>("log") ?? [],
    commitIndex: 0,
    lastApplied: 0,
    store: new Map(),
    sessions: new Map(),
  };
  const state = env.state;

  const nextIndex = new Map<string, number>();
  const matchIndex = new Map<string, number>();
  const underWay = new Set<string>();
  /** Requests with AppendEntries are numbered; of each follower the last one that it has replied to. */
  let sent = 0;
  const replied = new Map<string, number>();
  /** Who waits for the entry at an index to be applied; null: another leader may have replaced it. */
  const writers = new Map<number, (result: Body | null) => void>();
  /** Who waits until a majority has replied to a request sent later than this. */
  let readers: { after: number; done: (isLeader: boolean) => void }[] = [];

  const lastIndex = () => state.log.length;
  const termAt = (index: number) => state.log[index - 1]?.term ?? 0;
  const wait = () => env.setTimer("patience", PATIENCE_MS + Math.floor(env.random() * PATIENCE_MS));

  const sleepers = new Map<string, () => void>();
  let sleeps = 0;
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const name = `sleep-${(sleeps += 1)}`;
      sleepers.set(name, resolve);
      env.setTimer(name, ms);
    });

  let saved = Promise.resolve();
  const save = () => (saved = env.disk.fsync());
  const saveVote = () => {
    env.disk.write("currentTerm", state.currentTerm);
    env.disk.write("votedFor", state.votedFor);
    return save();
  };

  // The state machine

  const apply = (request: Request): Body => {
    const last = state.sessions.get(request.client);
    // A client asks one thing after the other: what is not later than its last request has been applied before.
    if (last !== undefined && request.id <= last.id) return last.result;
    const result = execute(request);
    state.sessions.set(request.client, { id: request.id, result });
    return result;
  };

  const execute = ({ type, key, value, from, to }: Request): Body => {
    if (type === "write") {
      state.store.set(key, value);
      return { type: "write_ok" };
    }
    const before = state.store.get(key);
    if (before === undefined) return { type: "error", code: NO_SUCH_KEY, text: "no such key" };
    if (before !== from) return { type: "error", code: ANOTHER_VALUE, text: "it holds another value" };
    state.store.set(key, to);
    return { type: "cas_ok" };
  };

  const look = (key: string): Body => {
    const value = state.store.get(key);
    return value === undefined ? { type: "error", code: NO_SUCH_KEY, text: "no such key" } : { type: "read_ok", value };
  };

  // Requests

  /** Finds whoever leads and asks again until there is a result. */
  const onRequest = async (client: string, { type, key, value = null, from = null, to = null, msg_id: id = 0 }: Body, msg: Message) => {
    const request: Request = { client, id, type, key, value, from, to };
    const since = env.now();
    while (env.now() - since < GIVE_UP_MS) {
      const result = await tryOnce(request);
      if (result !== null) return env.reply(msg, result);
      await sleep(RETRY_MS);
    }
  };

  const tryOnce = async (request: Request): Promise<Body | null> => {
    if (state.role === "leader") return serve(request);
    return { type: "error", code: 11, text: "ask the leader" };
  };

  /** Null: we do not lead, or do not know what becomes of it. */
  const serve = (request: Request): Promise<Body | null> | null => {
    if (state.role !== "leader") return null;
    return request.type === "read" ? read(request.key) : propose(request);
  };

  const read = async (key: string): Promise<Body | null> => {
    // Without an entry of our own term we do not know how far the leader before us had committed.
    if (termAt(state.commitIndex) !== state.currentTerm) return null;
    const isLeader = new Promise<boolean>((done) => readers.push({ after: sent, done }));
    for (const peer of env.peers) replicate(peer);
    // What was committed when we were asked is applied: we apply as we commit.
    return (await isLeader) ? look(key) : null;
  };

  const propose = (request: Request): Promise<Body | null> => new Promise((resolve) => writers.set(append(request), resolve));

  /** Of those who wait, all that a majority has confirmed since they came. */
  const releaseReaders = () => {
    const rounds = env.peers.map((peer) => replied.get(peer) ?? 0).sort((one, other) => other - one);
    const confirmed = rounds[majority - 2] ?? 0; // with us a majority
    for (const { done } of readers.filter(({ after }) => after < confirmed)) done(true);
    readers = readers.filter(({ after }) => after >= confirmed);
  };

  const abandon = () => {
    for (const { done } of readers) done(false);
    for (const done of writers.values()) done(null);
    readers = [];
    writers.clear();
  };

  // Election

  const enter = (term: number) => {
    if (state.role === "leader") wait();
    abandon();
    state.role = "follower";
    state.currentTerm = term;
    state.votedFor = null;
    state.leader = null;
  };

  const ask = async (peer: string, request: Body): Promise<Body | null> => {
    const reply = await env.rpc(peer, request, { timeoutMs: RPC_TIMEOUT_MS }).catch(() => null);
    if (reply !== null && reply.term > state.currentTerm) {
      enter(reply.term);
      await saveVote();
    }
    return state.currentTerm === request.term ? reply : null;
  };

  const stand = async () => {
    enter(state.currentTerm + 1);
    state.role = "candidate";
    state.votedFor = env.id;
    wait();
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

  const onRequestVote = async (candidate: string, { term, lastLogIndex, lastLogTerm }: Body, msg: Message) => {
    if (term > state.currentTerm) enter(term);
    const ownTerm = termAt(lastIndex());
    const isUpToDate = lastLogTerm > ownTerm || (lastLogTerm === ownTerm && lastLogIndex >= lastIndex());
    const isFree = state.votedFor === null || state.votedFor === candidate;
    const voteGranted = term === state.currentTerm && isFree && isUpToDate;
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
    state.leader = env.id;
    env.clearTimer("patience");
    underWay.clear();
    for (const peer of env.peers) {
      nextIndex.set(peer, lastIndex() + 1);
      matchIndex.set(peer, 0);
    }
    matchIndex.set(env.id, lastIndex());
    append(null);
    heartbeat();
  };

  const heartbeat = () => {
    if (state.role !== "leader") return;
    env.setTimer("heartbeat", HEARTBEAT_MS);
    for (const peer of env.peers) replicate(peer);
  };

  /** The index at which the command stands in the leader's log. */
  const append = (command: Request | null): number => {
    const term = state.currentTerm;
    state.log.push({ term, command });
    env.disk.append("log", { term, command });
    const index = lastIndex();
    for (const peer of env.peers) if (!underWay.has(peer)) replicate(peer);
    save().then(() => {
      if (state.role !== "leader" || state.currentTerm !== term) return;
      matchIndex.set(env.id, Math.max(matchIndex.get(env.id) ?? 0, index));
      advanceCommit();
    });
    return index;
  };

  const replicate = async (peer: string) => {
    const term = state.currentTerm;
    const prevLogIndex = (nextIndex.get(peer) ?? 1) - 1;
    const entries = state.log.slice(prevLogIndex);
    const number = (sent += 1);
    underWay.add(peer);
    const request = { type: "append_entries", term, leaderId: env.id, prevLogIndex, prevLogTerm: termAt(prevLogIndex), entries, leaderCommit: state.commitIndex };
    const reply = await ask(peer, request);
    if (state.currentTerm !== term) return;
    underWay.delete(peer);
    if (reply === null) return;
    replied.set(peer, Math.max(replied.get(peer) ?? 0, number)); // yes or no: it still followed us when it got this
    releaseReaders();
    const known = matchIndex.get(peer) ?? 0;
    if (reply.success) {
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
    const index = held[majority - 1] ?? 0;
    if (termAt(index) === state.currentTerm) commitUpTo(index);
  };

  const commitUpTo = (index: number) => {
    state.commitIndex = Math.max(state.commitIndex, index);
    while (state.lastApplied < state.commitIndex) {
      state.lastApplied += 1;
      const { command } = state.log[state.lastApplied - 1] as Entry;
      const result = command === null ? null : apply(command);
      writers.get(state.lastApplied)?.(result); // an entry of this term: those of others were abandoned with their term
      writers.delete(state.lastApplied);
    }
  };

  // Replication, the follower's part

  const onAppendEntries = async (leader: string, { term, prevLogIndex, prevLogTerm, entries, leaderCommit }: AppendEntries, msg: Message) => {
    const answer = (success: boolean, conflictIndex = 0) => env.reply(msg, { type: "append_entries_ok", term: state.currentTerm, success, conflictIndex });
    if (term < state.currentTerm) return answer(false);
    if (term > state.currentTerm) {
      enter(term);
      saveVote();
    }
    state.role = "follower";
    state.leader = leader;
    wait();
    const isAlike = prevLogIndex <= lastIndex() && termAt(prevLogIndex) === prevLogTerm;
    if (isAlike) store(prevLogIndex, entries);
    const conflictIndex = isAlike ? 0 : firstDoubt(prevLogIndex);
    await saved;
    if (state.currentTerm !== term) return answer(false);
    if (isAlike) commitUpTo(Math.min(leaderCommit, prevLogIndex + entries.length));
    answer(isAlike, conflictIndex);
  };

  const firstDoubt = (prevLogIndex: number): number => {
    if (prevLogIndex > lastIndex()) return lastIndex() + 1;
    let index = prevLogIndex;
    while (index > 1 && termAt(index - 1) === termAt(prevLogIndex)) index -= 1;
    return index;
  };

  const store = (prevLogIndex: number, entries: readonly Entry[]) => {
    const fresh = entries.findIndex(({ term }, offset) => termAt(prevLogIndex + offset + 1) !== term);
    if (fresh < 0) return;
    const added = entries.slice(fresh);
    const isConflict = lastIndex() > prevLogIndex + fresh;
    state.log.splice(prevLogIndex + fresh, Infinity, ...added);
    if (isConflict) env.disk.write("log", state.log);
    else for (const entry of added) env.disk.append("log", entry);
    save();
  };

  return {
    onInit: wait,
    onTimer(name) {
      if (name === "patience") return stand();
      if (name === "heartbeat") return heartbeat();
      sleepers.get(name)?.();
      sleepers.delete(name);
    },
    async onMessage(src, body, msg) {
      if (body.type === "request_vote") return onRequestVote(src, body, msg);
      if (body.type === "append_entries") return onAppendEntries(src, body as AppendEntries, msg);
      if (body.type === "forward") return env.reply(msg, { type: "forward_ok", result: await serve(body.request) });
      // Anything else is a reply that nobody waits for any longer.
      if (REQUESTS.has(body.type)) return onRequest(src, body, msg);
    },
  };
};
