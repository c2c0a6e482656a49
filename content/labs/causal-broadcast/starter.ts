/**
 * Causal broadcast: a chat on four nodes in which no answer is shown before what it answers.
 *
 *   { type: "post", post: "p7" }  from a client, answered with  { type: "post_ok" }
 *
 * Each node shows a post with env.deliver({ post, answers }), where `answers` is what the author's node had shown last.
 *
 * This start shows whatever comes as soon as it comes, and sends everything once. What would have to stand on a post so
 * that its receiver can tell that something is missing before it? And who can still send what is missing?
 */
export default (env: Env): NodeProgram => {
  env.state.shown = [];

  const show = (post: string, answers: string | null) => {
    env.state.shown.push(post);
    env.deliver({ post, answers });
  };

  return {
    onMessage(src, body, msg) {
      switch (body.type) {
        case "post": {
          const answers = env.state.shown.at(-1) ?? null;
          show(body.post, answers);
          for (const peer of env.peers) env.send(peer, { type: "told", post: body.post, answers });
          return env.reply(msg, { type: "post_ok" });
        }
        case "told":
          return show(body.post, body.answers);
      }
    },
  };
};
