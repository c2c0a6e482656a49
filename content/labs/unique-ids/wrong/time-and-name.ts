/** The time, which never comes again, and the name of the node. */
export default (env: Env): NodeProgram => ({
  onMessage(src, body, msg) {
    if (body.type === "generate") env.reply(msg, { type: "generate_ok", id: `${env.now()}-${env.id}` });
  },
});
