/** Each message is an event, so each has its own number. */
interface Request {
  at: number;
  node: string;
}

interface State {
  clock: number;
  queue: Request[];
  heard: Record<string, number>;
  sent: Record<string, number>;
  handled: Record<string, number>;
  early: Record<string, Body[]>;
  isInside: boolean;
}

export default (env: Env<State>): NodeProgram => {
  const zeros = () => Object.fromEntries(env.peers.map((peer) => [peer, 0]));
  env.state = { clock: 0, queue: [], heard: zeros(), sent: zeros(), handled: zeros(), early: {}, isInside: false };
  const state = env.state;
  let asked: Message | null = null;

  // ---- the clock ----

  const tick = (received = 0): number => {
    state.clock = Math.max(state.clock, received) + 1;
    return state.clock;
  };

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
    for (const peer of env.peers) tell(peer, "request", tick());
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

  const hear = (src: string, { type, at }: Body) => {
    tick(at);
    state.heard[src] = at;
    if (type === "request") {
      state.queue.push({ at, node: src });
      tell(src, "ack", tick());
    }
    if (type === "release") state.queue = state.queue.filter(({ node }) => node !== src);
    enterIfMayBe();
  };

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
