/**
 * Causal broadcast (CBCAST) over a network that loses, repeats and reorders, among nodes that may crash for good.
 *
 * Two things that have nothing to do with each other:
 *
 *   order        Each post carries a vector: how many posts of each node its author had delivered, itself included. Who
 *                gets it too early holds it back. It is due when it is the next one of its author, and everything else
 *                that its author had been shown has been delivered here as well.
 *   reliability  A node keeps what it has delivered. On a tick it tells somebody its own vector, and gets what it lacks,
 *                whoever wrote it: the author of a lost post may have crashed.
 *
 * The vector of a node is thus three things at once: the stamp of its next post, the test of what is due, and a receipt
 * for all that it has.
 */
interface Post {
  post: string;
  answers: string | null;
  from: string;
  /** By node, how many posts come before this one; in the author's place this one is counted too. */
  clock: Record<string, number>;
}

interface State {
  /** By node, how many of its posts are delivered here. */
  delivered: Record<string, number>;
  /** In the order of delivery, which is causal: what others get of it is in that order too. */
  log: Post[];
  heldBack: Post[];
}

const TICK_MS = 100;
const BATCH_MAX = 40;

export default (env: Env<State>): NodeProgram => {
  env.state = { delivered: Object.fromEntries(env.nodes.map((node) => [node, 0])), log: [], heldBack: [] };
  const state = env.state;

  const isDue = ({ from, clock }: Post): boolean =>
    env.nodes.every((node) => (node === from ? clock[node] === state.delivered[node] + 1 : clock[node] <= state.delivered[node]));

  const isKnown = ({ from, clock }: Post): boolean =>
    clock[from] <= state.delivered[from] || state.heldBack.some((held) => held.from === from && held.clock[from] === clock[from]);

  const deliver = (post: Post) => {
    state.delivered[post.from] += 1;
    state.log.push(post);
    env.deliver({ post: post.post, answers: post.answers });
  };

  /** Every delivery may make others due, so it looks again until nothing is. */
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
