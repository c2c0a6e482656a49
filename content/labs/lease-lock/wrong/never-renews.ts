/** A lease is long enough for what there is to do. */
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
  token: number;
  lent: Record<string, number>;
}

const lendLocks = (env: Env<Lending>): NodeProgram => {
  const { token = 0, lent = {} } = env.disk.read<Lending>("lending") ?? {};
  env.state = { token, lent };
  const state = env.state;

  const beginLease = (name: string) => env.setTimer(name, TTL_MS);

  const free = (name: string) => {
    delete state.lent[name];
    env.clearTimer(name);
    env.disk.write("lending", state);
  };

  const acquire = async (name: string, msg: Message) => {
    if (state.lent[name] !== undefined) return env.fail(msg, 11, "the lock is lent");
    state.token += 1;
    const token = state.token;
    state.lent[name] = token;
    env.disk.write("lending", state);
    await env.disk.fsync();
    beginLease(name);
    env.reply(msg, { type: "acquire_ok", token });
  };

  const renew = (name: string, token: number, msg: Message) => {
    if (state.lent[name] !== token) return env.fail(msg, 22, "that lease has ended");
    beginLease(name);
    env.reply(msg, { type: "renew_ok" });
  };

  return {
    onRestart() {
      for (const name of Object.keys(state.lent)) beginLease(name);
    },
    onTimer: free,
    onMessage(src, { type, name, token }, msg) {
      if (type === "acquire") return acquire(name, msg);
      if (type === "renew") return renew(name, token, msg);
      if (type === "release" && state.lent[name] === token) free(name);
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

  const admit = async ({ type, name, token, elements }: Body, msg: Message) => {
    const document = (documents[name] ??= { token: 0, elements: [] });
    if (token < document.token) return env.fail(msg, 22, `the token ${document.token} has been here`);
    document.token = token;
    if (type === "write") document.elements = elements;
    env.disk.write("documents", documents);
    await env.disk.fsync();
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

  const ask = async (to: string, body: Body): Promise<Body> => {
    for (let time = 1; ; time += 1) {
      try {
        return await env.rpc(to, body, { timeoutMs: ASK_MS });
      } catch (error) {
        if ((error as RpcError).code !== 0 || time === ASK_TIMES) throw error;
      }
    }
  };

  const think = async (ms: number, _lease: { name: string; token: number }) => {
    for (let left = ms; left > 0; left -= RENEW_MS) {
      await sleep(Math.min(left, RENEW_MS));
    }
  };

  const appendOnce = async ({ name, element, workMs }: Body) => {
    const { token } = await env.rpc(lockService, { type: "acquire", name }, { timeoutMs: TTL_MS });
    const lease = { name, token };
    try {
      const { elements } = await ask(store, { type: "read", ...lease });
      if (elements.includes(element)) return;
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
        await sleep(RETRY_MS * (1 + env.random()));
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
