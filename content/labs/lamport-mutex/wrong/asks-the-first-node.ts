/** One node keeps the queue, and lets in whoever asks first. The others need not know. */
export default (env: Env): NodeProgram => {
  const [keeper] = env.nodes;
  let clock = 0;
  let asked: Message | null = null;
  let own = 0;
  const queue: { node: string; at: number }[] = [];
  env.state = { queue };

  const tick = (received = 0): number => {
    clock = Math.max(clock, received) + 1;
    return clock;
  };

  const letIn = () => {
    const [first] = queue;
    if (first === undefined) return;
    if (first.node === env.id) enter();
    else env.send(first.node, { type: "enter", at: tick() });
  };

  const enter = () => {
    env.deliver({ enter: own });
    env.setTimer("leave", asked?.body.ms);
  };

  const join = (node: string, at: number) => {
    queue.push({ node, at });
    if (queue.length === 1) letIn();
  };

  const next = () => {
    queue.shift();
    letIn();
  };

  return {
    onTimer() {
      env.deliver({ leave: own });
      if (asked !== null) env.reply(asked, { type: "lock_ok" });
      asked = null;
      if (env.id === keeper) next();
      else env.send(keeper, { type: "release", at: tick() });
    },
    onMessage(src, body, msg) {
      switch (body.type) {
        case "local":
          env.deliver({ at: tick() });
          return env.reply(msg, { type: "local_ok" });
        case "tell": {
          const at = tick();
          env.deliver({ at });
          env.send(body.to, { type: "note", at });
          return env.reply(msg, { type: "tell_ok" });
        }
        case "note":
          return env.deliver({ at: tick(body.at) });
        case "lock":
          asked = msg;
          own = tick();
          for (const peer of env.peers) env.send(peer, { type: "request", at: own });
          if (env.id === keeper) join(env.id, own);
          return;
        case "request":
          tick(body.at);
          if (env.id === keeper) join(src, body.at);
          return;
        case "enter":
          tick(body.at);
          return enter();
        case "release":
          tick(body.at);
          return next();
      }
    },
  };
};
