/**
 * Lamport's clock, and his lock without a server ("Time, Clocks, and the Ordering of Events", 1978).
 *
 * The clock is one number. Every event raises it, every message carries it, and whoever receives a message goes beyond the
 * number that it carries: so a number grows along every chain of causes.
 *
 * The lock is a queue of requests that everybody keeps, ordered by (number, node). A node enters when
 *
 *   its own request is the first of its queue, and
 *   every other node has sent it something with a later number: no earlier request can still be under way.
 *
 * The second rule takes it for granted that messages of one node come in the order in which it sent them. The network does
 * not promise that, so each message has its place in a row, and one that comes too early waits for those before it.
 */
interface Request {
  at: number;
  node: string;
}

interface State {
  clock: number;
  /** Requests that are not released yet, the earliest first. */
  queue: Request[];
  /** The latest number that each other node has sent. */
  heard: Record<string, number>;
  /** How many messages were sent to each node, and how many of each were handled. */
  sent: Record<string, number>;
  handled: Record<string, number>;
  /** Messages that came too early, by sender. */
  early: Record<string, Body[]>;
  isInside: boolean;
}

export default (env: Env<State>): NodeProgram => {
  const zeros = () => Object.fromEntries(env.peers.map((peer) => [peer, 0]));
  env.state = { clock: 0, queue: [], heard: zeros(), sent: zeros(), handled: zeros(), early: {}, isInside: false };
  const state = env.state;
  /** The client that waits for its turn. */
  let asked: Message | null = null;

  // ---- the clock ----

  /** The number of a new event; `received` is the number of the message, where receiving one is the event. */
  const tick = (received = 0): number => {
    state.clock = Math.max(state.clock, received) + 1;
    return state.clock;
  };

  /** Events that have no other trace than their number. */
  const stamp = (at: number) => env.deliver({ at });

  // ---- the lock ----

  const comesFirst = (one: Request, other: Request) => one.at - other.at || (one.node < other.node ? -1 : 1);

  const tell = (to: string, type: string, at: number) => {
    state.sent[to] += 1;
    env.send(to, { type, at, row: state.sent[to] });
  };

  const request = () => {
    const own = { at: tick(), node: env.id };
    state.queue.push(own);
    for (const peer of env.peers) tell(peer, "request", own.at);
    enterIfMayBe();
  };

  const enterIfMayBe = () => {
    const [first] = state.queue.sort(comesFirst);
    if (asked === null || state.isInside || first === undefined || first.node !== env.id) return;
    if (env.peers.some((peer) => state.heard[peer] <= first.at)) return;
    state.isInside = true;
    env.deliver({ enter: first.at });
    env.setTimer("leave", asked.body.ms);
  };

  const leave = () => {
    const own = state.queue.shift() as Request;
    state.isInside = false;
    env.deliver({ leave: own.at });
    const at = tick();
    for (const peer of env.peers) tell(peer, "release", at);
    if (asked !== null) env.reply(asked, { type: "lock_ok" });
    asked = null;
  };

  /** One message of another node, when its turn in the row has come. */
  const hear = (src: string, { type, at }: Body) => {
    tick(at);
    state.heard[src] = at;
    if (type === "request") {
      state.queue.push({ at, node: src });
      tell(src, "ack", tick()); // later than the request: its sender may stop waiting for us
    }
    if (type === "release") state.queue = state.queue.filter(({ node }) => node !== src);
    enterIfMayBe();
  };

  /** Restores the order of sending. */
  const inOrder = (src: string, body: Body) => {
    const early = (state.early[src] ??= []);
    early.push(body);
    for (let next = find(early, src); next !== undefined; next = find(early, src)) {
      early.splice(early.indexOf(next), 1);
      state.handled[src] += 1;
      hear(src, next);
    }
  };

  const find = (early: Body[], src: string) => early.find(({ row }) => row === state.handled[src] + 1);

  return {
    onTimer: leave,
    onMessage(src, body, msg) {
      switch (body.type) {
        case "local":
          stamp(tick());
          return env.reply(msg, { type: "local_ok" });
        case "tell": {
          const at = tick();
          stamp(at);
          env.send(body.to, { type: "note", at });
          return env.reply(msg, { type: "tell_ok" });
        }
        case "note":
          return stamp(tick(body.at));
        case "lock":
          asked = msg;
          return request();
        default:
          return inOrder(src, body);
      }
    },
  };
};
