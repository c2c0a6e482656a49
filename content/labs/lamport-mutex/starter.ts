/**
 * Lamport's clock, and his lock without a server. Clients of a node ask it for
 *
 *   { type: "local" }              an event of its own; it answers { type: "local_ok" }
 *   { type: "tell", to: "n2" }     a note to another node; it answers { type: "tell_ok" }
 *   { type: "lock", ms: 20 }       a stay of ms in the critical section; when it has left, it answers { type: "lock_ok" }
 *
 * The number of each event (its own, a note sent, a note received) goes to env.deliver({ at }); entering and leaving to
 * env.deliver({ enter }) and env.deliver({ leave }), with the number of the request.
 *
 * This start counts its own events alone, and enters when it likes. What do the others know of that?
 */
export default (env: Env): NodeProgram => {
  env.state = { clock: 0 };
  let asked: Message | null = null;
  let request = 0;

  const tick = (): number => {
    env.state.clock += 1;
    return env.state.clock;
  };

  return {
    onTimer() {
      env.deliver({ leave: request });
      if (asked !== null) env.reply(asked, { type: "lock_ok" });
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
          return env.deliver({ at: tick() });
        case "lock":
          asked = msg;
          request = tick();
          for (const peer of env.peers) env.send(peer, { type: "request", at: request });
          env.deliver({ enter: request });
          return env.setTimer("leave", body.ms);
      }
    },
  };
};
