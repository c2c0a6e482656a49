/**
 * Unique ids: answer every { type: "generate" } with { type: "generate_ok", id } and never give an id twice.
 *
 * This start counts. Three nodes count 1, 2, 3 … each on its own, so Run will show you two nodes that give the same
 * id. What could the id hold besides the count?
 */
export default (env: Env): NodeProgram => {
  // What you keep in env.state is gone after a crash. You can look at it in the diagram of a run.
  env.state.count = 0;

  return {
    onMessage(src, body, msg) {
      if (body.type === "generate") {
        env.state.count += 1;
        env.reply(msg, { type: "generate_ok", id: env.state.count });
      }
    },
  };
};
