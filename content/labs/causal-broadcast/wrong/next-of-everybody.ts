/** The next post is the one that is one ahead, in each place of the vector. */
interface Post {
  post: string;
  answers: string | null;
  from: string;
  /** By node, how many posts come before this one; in the author's place this one is counted too. */
  clock: Record<string, number>;
}

interface State {
  delivered: Record<string, number>;
  log: Post[];
  heldBack: Post[];
}

const TICK_MS = 100;
const BATCH_MAX = 40;

export default (env: Env<State>): NodeProgram => {
  env.state = { delivered: Object.fromEntries(env.nodes.map((node) => [node, 0])), log: [], heldBack: [] };
  const state = env.state;

  const isDue = ({ clock }: Post): boolean =>
    env.nodes.every((node) => clock[node] === state.delivered[node] + 1);

  const isKnown = ({ from, clock }: Post): boolean =>
    clock[from] <= state.delivered[from] || state.heldBack.some((held) => held.from === from && held.clock[from] === clock[from]);

  const deliver = (post: Post) => {
    state.delivered[post.from] += 1;
    state.log.push(post);
    env.deliver({ post: post.post, answers: post.answers });
  };

  const receive = (post: Post) => {
    if (isKnown(post)) return;
    state.heldBack.push(post);
    for (let due = state.heldBack.find(isDue); due !== undefined; due = state.heldBack.find(isDue)) {
      state.heldBack.splice(state.heldBack.indexOf(due), 1);
      deliver(due);
    }
  };

  return {
    onInit() {
      env.setTimer("tick", TICK_MS);
    },

    onMessage(src, body, msg) {
      switch (body.type) {
        case "post": {
          const clock = { ...state.delivered, [env.id]: state.delivered[env.id] + 1 };
          const post: Post = { post: body.post, answers: state.log.at(-1)?.post ?? null, from: env.id, clock };
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

    onTimer() {
      const peer = env.peers[Math.floor(env.random() * env.peers.length)];
      env.send(peer, { type: "have", delivered: state.delivered });
      env.setTimer("tick", TICK_MS);
    },
  };
};
