/** Time in front for the order, and 16 random bits for each millisecond: who would draw the same twice? */
export default (env: Env): NodeProgram => ({
  onMessage(src, body, msg) {
    if (body.type !== "generate") return;
    const bits = Math.floor(env.random() * 65_536);
    // Seconds will do for the order, and keep the id short.
    const second = Math.floor(env.now() / 1_000);
    env.reply(msg, { type: "generate_ok", id: second * 65_536 + bits });
  },
});
