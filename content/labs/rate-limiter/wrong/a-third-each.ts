/** Each node has a third of the limit, and nobody has to be asked. */
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

  const decide = async ({ key, rule, scope, onFailure }: Body): Promise<boolean> => {
    if (scope === "node") return "limit" in rule ? allowInWindow(key, rule, now()) : allowFromBucket(key, rule, now());
    try {
      return allowFromBucket(key, { rate: rule.rate / env.nodes.length, burst: rule.burst / env.nodes.length }, now());
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
