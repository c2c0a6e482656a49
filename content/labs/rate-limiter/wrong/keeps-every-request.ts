/** The store keeps the list of all that was let through, and the bucket is computed from it. */
interface Window {
  limit: number;
  windowMs: number;
}

interface Bucket {
  rate: number;
  burst: number;
}

interface State {
  logs: Record<string, number[]>;
  fullAt: Record<string, number>;
}

const STORE = "lin-kv";
const STORE_TIMEOUT_MS = 120;
const KEY_DOES_NOT_EXIST = 20;
const PRECONDITION_FAILED = 22;

export default (env: Env<State>): NodeProgram => {
  env.state = { logs: {}, fullAt: {} };
  const state = env.state;
  let shown = env.now();
  let time = shown;

  const now = (): number => {
    const shows = env.now();
    time += Math.max(0, shows - shown);
    shown = shows;
    return time;
  };

  const allowInWindow = (key: string, { limit, windowMs }: Window, at: number): boolean => {
    const log = (state.logs[key] ?? []).filter((then) => then + windowMs > at);
    const isAllowed = log.length < limit;
    state.logs[key] = isAllowed ? [...log, at] : log;
    return isAllowed;
  };

  const spend = (fullAt: number, { rate, burst }: Bucket, at: number): number | null => {
    const tokenMs = 1_000 / rate;
    const next = Math.max(fullAt, at) + tokenMs;
    return next - at <= burst * tokenMs + 0.001 ? next : null;
  };

  const allowFromBucket = (key: string, bucket: Bucket, at: number): boolean => {
    const next = spend(state.fullAt[key] ?? 0, bucket, at);
    if (next !== null) state.fullAt[key] = next;
    return next !== null;
  };

  const allowTogether = async (key: string, bucket: Bucket): Promise<boolean> => {
    const log = await readOr(key, []);
    const at = now();
    const fullAt = log.reduce((full, then) => Math.max(full, then) + 1_000 / bucket.rate, 0);
    if (spend(fullAt, bucket, at) === null) return false;
    try {
      await env.rpc(STORE, { type: "cas", key, from: log, to: [...log, at], create_if_not_exists: true }, { timeoutMs: STORE_TIMEOUT_MS });
      return true;
    } catch (error) {
      if ((error as RpcError).code === PRECONDITION_FAILED) return allowTogether(key, bucket);
      throw error;
    }
  };

  const readOr = async (key: string, otherwise: number[]): Promise<number[]> => {
    try {
      return (await env.rpc(STORE, { type: "read", key }, { timeoutMs: STORE_TIMEOUT_MS })).value;
    } catch (error) {
      if ((error as RpcError).code === KEY_DOES_NOT_EXIST) return otherwise;
      throw error;
    }
  };

  const decide = async ({ key, rule, scope, onFailure }: Body): Promise<boolean> => {
    if (scope === "node") return "limit" in rule ? allowInWindow(key, rule, now()) : allowFromBucket(key, rule, now());
    try {
      return await allowTogether(key, rule);
    } catch {
      return onFailure === "open";
    }
  };

  return {
    async onMessage(src, body, msg) {
      if (body.type === "allow") env.reply(msg, { type: "allow_ok", allowed: await decide(body) });
    },
  };
};
