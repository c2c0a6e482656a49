/**
 * A lock with leases and fencing tokens. One program, three roles: n1 is the lock service, n2 the store, the others work.
 *
 *   { type: "append", name: "a", element: 7, workMs: 80 }   to a worker; it answers { type: "append_ok" }
 *   { type: "show", name: "a" }                             to the store; it answers { type: "show_ok", elements }
 *
 * To append, a worker acquires the lock of that name, reads the document, works for workMs, writes the document with the
 * element at its end, and releases the lock. MESSAGES has the form of each message.
 *
 * This start locks nothing: everybody gets the lock, always under the token 1, and what is read may be old by the time
 * that it is written. Nothing is on a disk, and what is lost is lost. Where would you look at the token?
 */
export default (env: Env): NodeProgram => {
  const [lockService, store] = env.nodes;
  env.state.documents = {};
  const documents: Record<string, number[]> = env.state.documents;

  const append = async ({ name, element, workMs }: Body, msg: Message) => {
    const { token } = await env.rpc(lockService, { type: "acquire", name });
    const { elements } = await env.rpc(store, { type: "read", name, token });
    env.setTimer(`work ${element}`, workMs, { name, token, elements: [...elements, element], asked: msg });
  };

  return {
    async onTimer(_timer, { name, token, elements, asked }) {
      await env.rpc(store, { type: "write", name, token, elements }).catch(() => {});
      env.send(lockService, { type: "release", name, token });
      env.reply(asked, { type: "append_ok" });
    },

    onMessage(src, body, msg) {
      switch (body.type) {
        case "append": // at a worker
          return append(body, msg).catch(() => {});
        case "acquire": // at the lock service
          return env.reply(msg, { type: "acquire_ok", token: 1 });
        case "renew":
          return env.reply(msg, { type: "renew_ok" });
        case "read": // at the store
          return env.reply(msg, { type: "read_ok", elements: documents[body.name] ?? [] });
        case "write":
          documents[body.name] = body.elements;
          return env.reply(msg, { type: "write_ok" });
        case "show":
          return env.reply(msg, { type: "show_ok", elements: documents[body.name] ?? [] });
      }
    },
  };
};
