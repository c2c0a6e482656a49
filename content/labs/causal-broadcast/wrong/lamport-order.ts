/** Lamport stamps respect causes, so what waits a moment and is then shown in their order is in causal order. */
interface Post {
  post: string;
  answers: string | null;
  from: string;
  /** By node, how many posts come before this one; in the author's place this one is counted too. */
  clock: Record<string, number>;
  /** Lamport time */
  time: number;
}

interface State {
  delivered: Record<string, number>;
  log: Post[];
  heldBack: Post[];
}

const TICK_MS = 100;
const BATCH_MAX = 40;
const WAIT_MS = 60;

export default (env: Env<State>): NodeProgram => {
  env.state = { delivered: Object.fromEntries(env.nodes.map((node) => [node, 0])), log: [], heldBack: [] };
  const state = env.state;

  let time = 0;
  const came = new Map<string, number>();
  const inOrder = (one: Post, other: Post): number => one.time - other.time || (one.from < other.from ? -1 : 1);

  const isKnown = ({ post, from, clock }: Post): boolean =>
    state.log.some((known) => known.post === post) || state.heldBack.some((held) => held.from === from && held.clock[from] === clock[from]);

  const deliver = (post: Post) => {
    state.delivered[post.from] += 1;
    state.log.push(post);
    env.deliver({ post: post.post, answers: post.answers });
  };

  const receive = (post: Post) => {
    if (isKnown(post)) return;
    state.heldBack.push(post);
    came.set(post.post, env.now());
    time = Math.max(time, post.time);
  };

  return {
    onInit() {
      env.setTimer("tick", TICK_MS);
      env.setTimer("order", WAIT_MS / 2);
    },

    onMessage(src, body, msg) {
      switch (body.type) {
        case "post": {
          const clock = { ...state.delivered, [env.id]: state.delivered[env.id] + 1 };
          time += 1;
          const post: Post = { time, post: body.post, answers: state.log.at(-1)?.post ?? null, from: env.id, clock };
          deliver(post);
          for (const peer of env.peers) env.send(peer, { type: "posts", posts: [post] });
          return env.reply(msg, { type: "post_ok" });
        }
        case "posts":
          return body.posts.forEach(receive);
        case "have": {
          const missing = state.log.filter(({ from, clock }) => clock[from] > body.delivered[from]);
          if (missing.length > 0) env.send(src, { type: "posts", posts: missing.slice(0, BATCH_MAX) });
        }
      }
    },

    onTimer(name) {
      if (name === "order") {
        const ready = state.heldBack.filter(({ post }) => env.now() - (came.get(post) ?? 0) >= WAIT_MS);
        state.heldBack = state.heldBack.filter((post) => !ready.includes(post));
        ready.sort(inOrder).forEach(deliver);
        return env.setTimer("order", WAIT_MS / 2);
      }
      const peer = env.peers[Math.floor(env.random() * env.peers.length)];
      env.send(peer, { type: "have", delivered: state.delivered });
      env.setTimer("tick", TICK_MS);
    },
  };
};
