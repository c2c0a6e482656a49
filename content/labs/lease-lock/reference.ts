/**
 * A lock with leases and fencing tokens. One program, three roles: n1 lends locks, n2 keeps documents, the others work.
 *
 * Nobody can promise that a worker which thinks that it holds a lock still holds it: it may have slept through the end of
 * its lease, or what it sent may be late. So the promise is kept in two places, and neither believes a clock:
 *
 *   lock service  whoever gets a lock later gets the greater token, whatever crashed in between
 *   store         takes nothing under a token that is lower than the highest one it has been shown
 *
 * Two workers may think that they hold a lock. Only one of them can do anything with it.
 */
const TTL_MS = 500;
const RENEW_MS = 150;
const RETRY_MS = 50;
const ASK_MS = 150;
const ASK_TIMES = 4;

export default (env: Env): NodeProgram => {
  const [lockService, store] = env.nodes;
  if (env.id === lockService) return lendLocks(env as Env<Lending>);
  return env.id === store ? keepDocuments(env as Env<Documents>) : work(env, lockService, store);
};

// ---- the lock service ----

interface Lending {
  /** The last token that was given out, of any lock. */
  token: number;
  /** By lock: the token under which it is lent. */
  lent: Record<string, number>;
}

const lendLocks = (env: Env<Lending>): NodeProgram => {
  const { token = 0, lent = {} } = env.disk.read<Lending>("lending") ?? {};
  env.state = { token, lent };
  const state = env.state;

  /** A timer of this node measures how long it lasts: `env.now()` may jump. */
  const beginLease = (name: string) => env.setTimer(name, TTL_MS);

  const free = (name: string) => {
    delete state.lent[name];
    env.clearTimer(name);
    env.disk.write("lending", state); // if a crash undoes this, the lock is free one lease later
  };

  const acquire = async (name: string, msg: Message) => {
    if (state.lent[name] !== undefined) return env.fail(msg, 11, "the lock is lent");
    state.token += 1;
    const token = state.token;
    state.lent[name] = token;
    env.disk.write("lending", state);
    await env.disk.fsync(); // a token that is not on the disk would be given out again after a crash
    beginLease(name);
    env.reply(msg, { type: "acquire_ok", token });
  };

  const renew = (name: string, token: number, msg: Message) => {
    // What has ended has ended, even if nobody else has the lock yet: somebody may be getting it just now.
    if (state.lent[name] !== token) return env.fail(msg, 22, "that lease has ended");
    beginLease(name);
    env.reply(msg, { type: "renew_ok" });
  };

  return {
    /** How much of a lease had passed before a crash nobody knows: it begins anew. */
    onRestart() {
      for (const name of Object.keys(state.lent)) beginLease(name);
    },
    onTimer: free,
    onMessage(src, { type, name, token }, msg) {
      if (type === "acquire") return acquire(name, msg);
      if (type === "renew") return renew(name, token, msg);
      if (type === "release" && state.lent[name] === token) free(name); // of a former holder it frees nothing
    },
  };
};

// ---- the store ----

interface Documents {
  [name: string]: { token: number; elements: number[] };
}

const keepDocuments = (env: Env<Documents>): NodeProgram => {
  env.state = env.disk.read("documents") ?? {};
  const documents = env.state;

  /** Reads count: from the moment when a holder has read, no former holder may change what it has read. */
  const admit = async ({ type, name, token, elements }: Body, msg: Message) => {
    const document = (documents[name] ??= { token: 0, elements: [] });
    if (token < document.token) return env.fail(msg, 22, `the token ${document.token} has been here`);
    document.token = token;
    if (type === "write") document.elements = elements;
    env.disk.write("documents", documents);
    await env.disk.fsync(); // the token as well as the elements: a crash must not let the former holder in again
    env.reply(msg, type === "write" ? { type: "write_ok" } : { type: "read_ok", elements: document.elements });
  };

  return {
    onMessage(src, body, msg) {
      if (body.type === "read" || body.type === "write") return admit(body, msg);
      if (body.type === "show") return env.reply(msg, { type: "show_ok", elements: documents[body.name]?.elements ?? [] });
    },
  };
};

// ---- a worker ----

const work = (env: Env, lockService: string, store: string): NodeProgram => {
  const awake: Record<string, () => void> = {};
  let naps = 0;
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      naps += 1;
      awake[`nap ${naps}`] = resolve;
      env.setTimer(`nap ${naps}`, ms);
    });

  /** Asks again while nothing is heard: what is asked here may be carried out twice. A refusal is passed on. */
  const ask = async (to: string, body: Body): Promise<Body> => {
    for (let time = 1; ; time += 1) {
      try {
        return await env.rpc(to, body, { timeoutMs: ASK_MS });
      } catch (error) {
        if ((error as RpcError).code !== 0 || time === ASK_TIMES) throw error;
      }
    }
  };

  /** The work itself takes `ms`. Renewals need no answer: whether the lease has lasted is for the store to say. */
  const think = async (ms: number, lease: { name: string; token: number }) => {
    for (let left = ms; left > 0; left -= RENEW_MS) {
      await sleep(Math.min(left, RENEW_MS));
      env.rpc(lockService, { type: "renew", ...lease }, { timeoutMs: ASK_MS }).catch(() => {});
    }
  };

  /** One critical section. Throws where it cannot be finished. */
  const appendOnce = async ({ name, element, workMs }: Body) => {
    // Not asked again: the lock might be ours already, and then it would be refused for a whole lease.
    const { token } = await env.rpc(lockService, { type: "acquire", name }, { timeoutMs: TTL_MS });
    const lease = { name, token };
    try {
      const { elements } = await ask(store, { type: "read", ...lease });
      if (elements.includes(element)) return; // an earlier try had got through, and its answer was lost
      await think(workMs, lease);
      await ask(store, { type: "write", ...lease, elements: [...elements, element] });
    } finally {
      env.send(lockService, { type: "release", ...lease });
    }
  };

  const append = async (body: Body, msg: Message) => {
    for (;;) {
      try {
        await appendOnce(body);
        return env.reply(msg, { type: "append_ok" });
      } catch {
        await sleep(RETRY_MS * (1 + env.random())); // lent to somebody else, lost, or too late: from the beginning
      }
    }
  };

  return {
    onTimer(name) {
      awake[name]?.();
      delete awake[name];
    },
    onMessage(src, body, msg) {
      if (body.type === "append") return append(body, msg);
    },
  };
};
