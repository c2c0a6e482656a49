/**
 * A rate limiter. Answer
 *
 *   { type: "allow", key, rule, scope, onFailure }   with   { type: "allow_ok", allowed: true }   or false
 *
 * where the rule is { limit, windowMs } or { rate, burst }, and the limit that of this node or of all nodes together.
 *
 * This start counts by windows that begin at full multiples of their length, and counts at each node for itself. How
 * many requests pass around the beginning of a window? What does a count of the last window say about this moment?
 */
export default (env: Env): NodeProgram => {
  env.state.counts = {};

  const allow = (key: string, limit: number, windowMs: number): boolean => {
    const name = `${key}/${Math.floor(env.now() / windowMs)}`;
    const count = env.state.counts[name] ?? 0;
    if (count >= limit) return false;
    env.state.counts[name] = count + 1;
    return true;
  };

  return {
    onMessage(src, { type, key, rule }, msg) {
      if (type !== "allow") return;
      const allowed = "limit" in rule ? allow(key, rule.limit, rule.windowMs) : allow(key, rule.rate, 1_000);
      env.reply(msg, { type: "allow_ok", allowed });
    },
  };
};
