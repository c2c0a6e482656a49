/**
 * How runs of the lab "rate limiter" are judged. A request was let through at some time between its invocation and its
 * answer, in simulated time: what the clocks of the nodes show does not count.
 */
import { mostPermitted, type Passed, type RateRule, worstExcess } from "../checkers/rate";
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { HistoryEntry } from "../simulator/history";
import type { Address, Body } from "../simulator/message";
import type { RunRecord } from "../simulator/run-record";
import type { CheckVerdict } from "./lab";
import { US_PER_MS } from "./plan-tools";
import { counted, rounded, seconds } from "./say";

/** As a client asks: at most `limit` in any window, or a token bucket with so many tokens a second. */
export type Rule = { readonly limit: number; readonly windowMs: number } | { readonly rate: number; readonly burst: number };

export interface Ask {
  readonly key: string;
  readonly rule: Rule;
  /** Whether the limit is this node's alone, or that of all nodes together. */
  readonly scope: "node" | "cluster";
  /** What becomes of a request while the store cannot be reached. */
  readonly onFailure: "open" | "closed";
}

/** What all nodes together may let through beyond the limit, for clocks that differ a little. */
const SHARED_TOLERANCE = 1.05;
/** Of what may pass, the share that has to, of all keys together and of each. */
const USED_MIN = { all: 0.95, key: 0.95 };
/** What passed between the last look at a clock and its being put back is lost, and a burst just then suffers for it. */
const USED_MIN_WITH_JUMPS = { all: 0.9, key: 0.5 };
/** A key of which less may pass may always lack one. */
const USED_LACK = 1;
const BYTES_PER_KEY_MAX = 150;
/** A request that a node was asked before the end of a cut may be decided by it so much later. */
const AFTER_CUT_US = 500 * US_PER_MS;

interface Request extends Passed {
  readonly ask: Ask;
  readonly node: Address;
  readonly invoked: HistoryEntry;
  readonly answer: HistoryEntry | null;
}

const requestsOf = ({ history, endedAtUs }: RunRecord): Request[] => {
  const answers = new Map(history.filter(({ type }) => type !== "invoke").map((entry) => [entry.operation, entry]));
  return history.flatMap((invoked): Request[] => {
    if (invoked.type !== "invoke") return [];
    const answer = answers.get(invoked.operation) ?? null;
    return [{ ask: invoked.value as unknown as Ask, node: invoked.node, invoked, answer, fromUs: invoked.timeUs, toUs: answer?.timeUs ?? endedAtUs }];
  });
};

const isAllowed = ({ answer }: Request): boolean => answer?.type === "ok" && answer.value === true;

function byKey(requests: readonly Request[]): Map<string, Request[]> {
  const groups = new Map<string, Request[]>();
  for (const request of requests) groups.set(request.ask.key, [...(groups.get(request.ask.key) ?? []), request]);
  return groups;
}

const ruleOf = (rule: Rule): RateRule =>
  "limit" in rule ? { kind: "window", limit: rule.limit, windowUs: rule.windowMs * US_PER_MS } : { kind: "bucket", ratePerS: rule.rate, burst: rule.burst };

const sayRule = (rule: Rule): string => ("limit" in rule ? `at most ${rule.limit} in any ${rule.windowMs} ms` : `a burst of ${rule.burst} and ${rule.rate} a second`);

const plain = (verdict: "valid" | "unknown", say: string, figures: CheckVerdict["figures"] = {}): CheckVerdict => ({ verdict, say, witnesses: [], figures });

/** The worst breach of a limit, by the share above it; null where there is none. */
function breachOf(requests: readonly Request[], tolerance: number): CheckVerdict | null {
  const breaches = [...byKey(requests)].flatMap(([key, asked]) => {
    const { rule } = (asked[0] as Request).ask;
    const excess = worstExcess(asked.filter(isAllowed), ruleOf(rule), tolerance);
    return excess === null ? [] : [{ key, rule, excess, share: excess.passed.length / excess.permitted }];
  });
  const [worst] = breaches.sort((one, other) => other.share - one.share);
  if (worst === undefined) return null;
  const { key, rule, excess: { passed, fromUs, toUs, permitted } } = worst;
  const say = `${passed.length} requests of ${key} were let through from ${seconds(fromUs)} to ${seconds(toUs)}. The rule is ${sayRule(rule)}, so ${rounded(permitted)} may pass in that time. ${counted(breaches.length, "key")} went over the limit.`;
  return { verdict: "invalid", say, witnesses: witnessesOf(passed), figures: { "times-limit": rounded(worst.share) } };
}

const WITNESSES_MAX = 6;

/** The first ones and the last one: a burst of fifty is no story of fifty events. */
const witnessesOf = (passed: readonly Request[]): number[] => {
  const events = passed.flatMap(({ answer }) => answer?.event ?? []);
  return [...events.slice(0, Math.min(WITNESSES_MAX, events.length) - 1), events.at(-1) ?? 0].sort((a, b) => a - b);
};

/** No key of a node goes over its limit. */
export function judgeLimits(run: RunRecord): CheckVerdict {
  const requests = requestsOf(run);
  if (!requests.some(isAllowed)) return plain("unknown", "Nothing was let through.");
  return breachOf(requests, 1) ?? plain("valid", `${requests.filter(isAllowed).length} of ${requests.length} requests were let through, and no key went over its limit.`);
}

/** The same for all nodes together. What an open key lets through at a node that is cut off is not limited. */
export function judgeShared(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const cuts = cutsOf(plan);
  const isUnlimited = ({ ask, node, toUs }: Request): boolean => ask.onFailure === "open" && cuts.some((cut) => cut.node === node && cut.fromUs <= toUs && toUs <= cut.untilUs + AFTER_CUT_US);
  const requests = requestsOf(run).filter((request) => !isUnlimited(request));
  if (!requests.some(isAllowed)) return plain("unknown", "Nothing was let through.");
  return breachOf(requests, SHARED_TOLERANCE) ?? plain("valid", `${requests.filter(isAllowed).length} of ${requests.length} requests were let through by all nodes together, within the limits.`);
}

/** Of what a perfect limiter lets through of these requests at least 95 % pass, in all and of each key. */
export const judgeUse = (run: RunRecord): CheckVerdict => judgeUseOf(run, USED_MIN);

function judgeUseOf(run: RunRecord, usedMin: typeof USED_MIN): CheckVerdict {
  const keys = [...byKey(requestsOf(run))].map(([key, asked]) => {
    const { rule } = (asked[0] as Request).ask;
    return { key, rule, asked, most: mostPermitted(asked.map(({ fromUs }) => fromUs), ruleOf(rule)), used: asked.filter(isAllowed).length };
  });
  const most = keys.reduce((sum, one) => sum + one.most, 0);
  const used = keys.reduce((sum, one) => sum + one.used, 0);
  const percent = rounded((100 * used) / Math.max(1, most));
  const figures = { "unused-percent": Math.max(0, rounded(100 - percent)) };
  if (most === 0) return plain("unknown", "Nothing was asked for.");
  const [poorest] = keys.filter((one) => one.used < usedMin.key * one.most && one.most - one.used > USED_LACK).sort((one, other) => one.used / one.most - other.used / other.most);
  if (poorest === undefined && used >= usedMin.all * most) return plain("valid", `${percent} % of what may pass was let through.`, figures);
  const worst = poorest ?? (keys.find((one) => one.used < one.most) as (typeof keys)[number]);
  const refused = worst.asked.filter((request) => !isAllowed(request));
  const say = `Of ${worst.key} (${sayRule(worst.rule)}) ${worst.most} of ${counted(worst.asked.length, "request")} may pass, and ${worst.used} did. Of all keys it was ${percent} %, and at least ${100 * usedMin.all} % is wanted, and of each key ${100 * usedMin.key} %.`;
  return { verdict: "invalid", say, witnesses: refused.slice(0, 1).flatMap(({ answer }) => answer?.event ?? []), figures };
}

/** A clock that is put back opens nothing and closes nothing. */
export function judgeClocks(run: RunRecord): CheckVerdict {
  const limits = judgeLimits(run);
  return limits.verdict === "valid" ? judgeUseOf(run, USED_MIN_WITH_JUMPS) : limits;
}

interface Cut {
  readonly node: Address;
  readonly fromUs: number;
  readonly untilUs: number;
}

/** Which nodes do not hear of the store, and when. */
function cutsOf({ faults, services = [], nodes, endAtUs }: ClusterPlan): Cut[] {
  return faults.flatMap((fault): Cut[] => {
    if (fault.kind !== "cut") return [];
    const untilUs = faults.find(({ kind, atUs }) => kind === "heal" && atUs >= fault.atUs)?.atUs ?? endAtUs;
    const deaf = nodes.filter((node) => fault.links.some(([from, to]) => to === node && services.some((service) => service === from)));
    return deaf.map((node) => ({ node, fromUs: fault.atUs, untilUs }));
  });
}

/** Without the store each request gets what it asks for; with it again, keys that are new pass. */
export function judgeCutOff(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const requests = requestsOf(run);
  const during = requests.filter(({ node, fromUs, toUs, answer }) => answer?.type === "ok" && cutsOf(plan).some((cut) => cut.node === node && cut.fromUs < fromUs && toUs < cut.untilUs));
  const wrong = during.find((request) => isAllowed(request) !== (request.ask.onFailure === "open"));
  if (wrong !== undefined) {
    const { node, ask, invoked, answer } = wrong;
    const did = isAllowed(wrong) ? "was let through" : "was refused";
    const say = `A request of ${ask.key} at ${node} ${did}, at ${seconds(answer?.timeUs ?? 0)}, while ${node} heard nothing of lin-kv: it fails ${ask.onFailure}.`;
    return { verdict: "invalid", say, witnesses: [invoked.event, ...(answer === null ? [] : [answer.event])], figures: {} };
  }
  const afterUs = plan.settledAtUs ?? plan.endAtUs;
  const last = requests.filter(({ fromUs }) => fromUs > afterUs);
  const stuck = last.find((request) => !isAllowed(request));
  if (stuck !== undefined) {
    const say = `The first request of ${stuck.ask.key}, at ${stuck.node} at ${seconds(stuck.fromUs)}, was not let through, although lin-kv is there again.`;
    return { verdict: "invalid", say, witnesses: [stuck.invoked.event], figures: {} };
  }
  if (during.length === 0 && last.length === 0) return plain("unknown", "Nobody was asked during the cut or after it.");
  return plain("valid", `${counted(during.length, "request")} without lin-kv, each decided as it asks.`);
}

/** What lin-kv holds in the end, by key of the requests: names and values as text. */
export function judgeMemory(run: RunRecord): CheckVerdict {
  const keys = new Set(requestsOf(run).map(({ ask }) => ask.key)).size;
  const held = new Map<string, string>();
  for (const event of run.trace ?? []) {
    if (event.kind !== "served" || event.reply === null) continue;
    const [request, reply] = [event.request.body, event.reply.body] as [Body, Body];
    if (reply.type === "write_ok") held.set(JSON.stringify(request["key"]), JSON.stringify(request["value"]));
    if (reply.type === "cas_ok") held.set(JSON.stringify(request["key"]), JSON.stringify(request["to"]));
  }
  const bytes = [...held].reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  const perKey = keys === 0 ? 0 : Math.round(bytes / keys);
  const figures = { "bytes-per-key": perKey };
  if (held.size === 0) return plain("unknown", "Nothing is in lin-kv.", figures);
  if (perKey <= BYTES_PER_KEY_MAX) return plain("valid", `lin-kv holds ${perKey} bytes for each key.`, figures);
  const [longest] = [...held].sort((one, other) => other[1].length - one[1].length);
  const say = `In the end lin-kv holds ${bytes} bytes for ${counted(keys, "key")}, that is ${perKey} for each, under ${counted(held.size, "name")}. At most ${BYTES_PER_KEY_MAX} are wanted; the longest value, at ${longest?.[0] ?? ""}, has ${longest?.[1].length ?? 0}.`;
  return { verdict: "invalid", say, witnesses: [], figures };
}
