/**
 * How runs of the lab "causal broadcast" are judged. A node delivers a post by handing over `{ post, answers }`. What
 * comes before what is taken from the record alone: a post comes after everything that its node had posted or delivered
 * when the request for it came.
 */
import { type BroadcastEvent, checkDeliveryOrder } from "../checkers/sessions/broadcast-order";
import { measureTraffic } from "../checkers/traffic";
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { HistoryEntry } from "../simulator/history";
import type { Address, Json } from "../simulator/message";
import type { RunRecord, Upcall } from "../simulator/run-record";
import type { CheckVerdict } from "./lab";
import { isOutWithin, US_PER_MS } from "./plan-tools";
import { counted, rounded, seconds, shown } from "./say";

/** A post goes to three nodes; as many messages again may find out what was lost. */
const MESSAGES_PER_POST_MAX = 7;
const BYTES_PER_POST_MAX = 1_000;
/** Where every message takes equally long, a post is due everywhere after that time; this many times as long is late. */
const LATE_FACTOR = 1.5;

interface Post {
  readonly name: string;
  readonly author: Address;
  readonly invoked: HistoryEntry;
  readonly isConfirmed: boolean;
}

interface Delivery {
  readonly node: Address;
  readonly name: string;
  readonly answers: Json;
  readonly timeUs: number;
  readonly event: number;
}

interface Story {
  readonly posts: ReadonlyMap<string, Post>;
  /** In the order of the run; of each post at each node the first. */
  readonly deliveries: readonly Delivery[];
  /** The first thing handed over that is no delivery, or not the first of its post. */
  readonly odd: { readonly upcall: Upcall; readonly why: string } | null;
}

const stories = new WeakMap<RunRecord, Story>();

function storyOf(run: RunRecord): Story {
  const known = stories.get(run);
  if (known !== undefined) return known;
  const story = readStory(run);
  stories.set(run, story);
  return story;
}

function readStory({ history, upcalls }: RunRecord): Story {
  const confirmed = new Set(history.filter(({ type }) => type === "ok").map(({ operation }) => operation));
  const invocations = history.filter(({ f, type }) => f === "post" && type === "invoke");
  const posts = new Map(invocations.map((invoked): [string, Post] => [String(invoked.value), { name: String(invoked.value), author: invoked.node, invoked, isConfirmed: confirmed.has(invoked.operation) }]));
  const seen = new Set<string>();
  const deliveries: Delivery[] = [];
  let odd: Story["odd"] = null;
  for (const upcall of upcalls) {
    const delivery = deliveryOf(upcall, posts);
    const key = typeof delivery === "string" ? "" : `${delivery.node} ${delivery.name}`;
    if (typeof delivery === "string") odd ??= { upcall, why: delivery };
    else if (seen.has(key)) odd ??= { upcall, why: "it had delivered that post before" };
    else {
      seen.add(key);
      deliveries.push(delivery);
    }
  }
  return { posts, deliveries, odd };
}

/** What a node delivered, or why this is no delivery. */
function deliveryOf({ node, value, timeUs, event }: Upcall, posts: Story["posts"]): Delivery | string {
  const { post, answers } = (typeof value === "object" && value !== null ? value : {}) as { readonly [key: string]: Json };
  if (typeof post !== "string" || answers === undefined) return 'a delivery looks like { post: "p7", answers: "p3" }';
  const known = posts.get(post);
  if (known === undefined || known.invoked.event > event) return "nobody had posted that by then";
  return { node, name: post, answers, timeUs, event };
}

const plain = (verdict: "valid" | "unknown", say: string, figures: CheckVerdict["figures"] = {}): CheckVerdict => ({ verdict, say, witnesses: [], figures });

/** Nothing is delivered twice or from nowhere, and a post says what it answers. */
export function judgeGenuine(run: RunRecord): CheckVerdict {
  const story = storyOf(run);
  const { posts, deliveries, odd } = story;
  if (odd !== null) {
    const { node, value, timeUs, event } = odd.upcall;
    return { verdict: "invalid", say: `${node} delivered ${shown(value)} at ${seconds(timeUs)}: ${odd.why}.`, witnesses: [event], figures: {} };
  }
  const answered = new Map([...posts.values()].map((post) => [post.name, mayAnswer(post, story)]));
  for (const { node, name, answers, timeUs, event } of deliveries) {
    const expected = answered.get(name) ?? [];
    if (expected.includes(answers as string | null)) continue;
    const { author, invoked } = posts.get(name) as Post;
    const say = `${node} delivered ${name} at ${seconds(timeUs)} as an answer to ${shown(answers)}. When ${author} was asked to post it, at ${seconds(invoked.timeUs)}, what it had delivered last was ${shown(expected[0] ?? null)}.`;
    return { verdict: "invalid", say, witnesses: [invoked.event, event], figures: {} };
  }
  return deliveries.length === 0 ? plain("unknown", "Nobody delivered anything.") : plain("valid", `${counted(deliveries.length, "post")} delivered, each at its node for the first time.`);
}

/** The post that its node had delivered last when the request came, or one that it delivered since, before the new one. */
function mayAnswer({ name, author, invoked }: Post, { deliveries }: Story): (string | null)[] {
  const own = deliveries.filter(({ node }) => node === author);
  const before = own.findLastIndex(({ event }) => event < invoked.event);
  const itself = own.findIndex((delivery) => delivery.name === name);
  const since = own.slice(before + 1, itself < 0 ? own.length : itself);
  return [own[before]?.name ?? null, ...since.map((delivery) => delivery.name)];
}

/** Posts of one author in their order (FIFO), or also every post after all that its author had been shown (causal). */
export const judgeOrder = (order: "fifo" | "causal") => (run: RunRecord): CheckVerdict => {
  const { posts, deliveries } = storyOf(run);
  const numbered = eventsOf(run).sort((one, other) => one.number - other.number);
  const { findings } = checkDeliveryOrder(numbered, order);
  const [first] = findings;
  if (first === undefined) return deliveries.length === 0 ? plain("unknown", "Nobody delivered anything.") : plain("valid", `${deliveries.length} deliveries in ${order === "fifo" ? "the order of each author" : "causal order"}.`);
  const at = numbered[first.at ?? 0] as NumberedEvent;
  const [why] = first.steps;
  const missing = why === undefined ? undefined : posts.get(why.from);
  const late = deliveries.find(({ node, name }) => node === at.process && name === why?.from);
  const rest = late === undefined ? "which it never delivered" : `which it delivered at ${seconds(late.timeUs)}`;
  const reasons = first.steps.map(({ because }) => because).join(", and ");
  const say = `${at.process} delivered ${at.message} at ${seconds(at.timeUs)} before ${why?.from ?? ""}, ${rest}: ${reasons}.`;
  const told = [missing?.invoked.event, ...first.steps.map(({ to }) => posts.get(to)?.invoked.event), at.number];
  return { verdict: "invalid", say, witnesses: told.flatMap((event) => event ?? []).sort((a, b) => a - b), figures: {} };
};

type NumberedEvent = BroadcastEvent & { readonly number: number; readonly timeUs: number };

/** A post counts as broadcast if its node confirmed it or anybody delivered it: others may never have left their node. */
function eventsOf(run: RunRecord): NumberedEvent[] {
  const { posts, deliveries } = storyOf(run);
  const delivered = new Set(deliveries.map(({ name }) => name));
  const broadcast = [...posts.values()].filter(({ name, isConfirmed }) => isConfirmed || delivered.has(name));
  return [
    ...broadcast.map(({ name, author, invoked }): NumberedEvent => ({ process: author, kind: "broadcast", message: name, number: invoked.event, timeUs: invoked.timeUs })),
    ...deliveries.map(({ node, name, timeUs, event }): NumberedEvent => ({ process: node, kind: "deliver", message: name, number: event, timeUs })),
  ];
}

/** What a node that never failed has posted or delivered is delivered by all nodes that never fail. */
export function judgeDelivery(run: RunRecord, { nodes, settledAtUs = 0 }: ClusterPlan): CheckVerdict {
  const { posts, deliveries } = storyOf(run);
  const correct = nodes.filter((node) => !isOutWithin(run.outages, node, 0, run.endedAtUs));
  const by = new Map(nodes.map((node) => [node, new Set(deliveries.filter((one) => one.node === node).map(({ name }) => name))]));
  const has = (node: Address, name: string): boolean => by.get(node)?.has(name) === true;
  const due = [...posts.values()].filter(({ name, author, isConfirmed }) => (isConfirmed && correct.includes(author)) || correct.some((node) => has(node, name)));
  const missing = due.flatMap((post) => correct.filter((node) => !has(node, post.name)).map((node) => ({ post, node })));
  const [first] = missing;
  if (due.length === 0) return plain("unknown", "Nothing was posted.");
  if (first === undefined) return plain("valid", `${counted(due.length, "post")} delivered by ${correct.join(", ")}.`);
  const { post: { name, author, invoked }, node } = first;
  const knower = deliveries.find((one) => one.name === name && correct.includes(one.node));
  const fate = knower === undefined || knower.node === author ? "" : ` ${knower.node} delivered it at ${seconds(knower.timeUs)}.`;
  const end = correct.includes(author) ? "" : ` ${author} has crashed since, and cannot send it again.`;
  const say = `${node} had not delivered ${name} by the end (${seconds(run.endedAtUs)}), which ${author} was asked to post at ${seconds(invoked.timeUs)}; nothing has failed since ${seconds(settledAtUs)}.${fate}${end} Missing deliveries in all: ${missing.length}.`;
  return { verdict: "invalid", say, witnesses: [invoked.event, ...(knower === undefined ? [] : [knower.event])], figures: { missing: missing.length } };
}

/** Where nothing fails and every message takes equally long, nobody waits for more than the message. */
export function judgePrompt(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const whole = judgeDelivery(run, plan);
  if (whole.verdict !== "valid") return whole;
  const { posts, deliveries } = storyOf(run);
  const ages = deliveries.map((delivery) => ({ delivery, post: posts.get(delivery.name) as Post, us: delivery.timeUs - (posts.get(delivery.name) as Post).invoked.timeUs }));
  const slowest = ages.reduce((one, other) => (other.us > one.us ? other : one));
  const figures = { "max-ms": Math.ceil(slowest.us / US_PER_MS) };
  const messageMs = Math.round(plan.latency.meanUs / US_PER_MS);
  if (slowest.us <= LATE_FACTOR * plan.latency.meanUs) return plain("valid", `Every post was everywhere after ${figures["max-ms"]} ms; a message takes ${messageMs} ms.`, figures);
  const { delivery, post } = slowest;
  const say = `${delivery.node} delivered ${post.name} at ${seconds(delivery.timeUs)}, ${figures["max-ms"]} ms after ${post.author} was asked to post it. A message takes ${messageMs} ms, and nothing that comes before it was on its way for longer.`;
  return { verdict: "invalid", say, witnesses: [post.invoked.event, delivery.event], figures };
}

/** What travels between nodes by post, without faults. */
export function judgeFrugal({ history, counters }: RunRecord): CheckVerdict {
  const { msgsPerOp, bytesPerOp } = measureTraffic(history, counters, ["post"]);
  const figures = { "msgs-per-op": rounded(msgsPerOp), "bytes-per-op": Math.round(bytesPerOp) };
  if (counters.serverMessages === 0) return plain("unknown", "The nodes sent each other nothing.", figures);
  const faults = [
    ...(msgsPerOp > MESSAGES_PER_POST_MAX ? [`${figures["msgs-per-op"]} messages for each post, and at most ${MESSAGES_PER_POST_MAX} are wanted`] : []),
    ...(bytesPerOp > BYTES_PER_POST_MAX ? [`${figures["bytes-per-op"]} bytes for each post, and at most ${BYTES_PER_POST_MAX} are wanted`] : []),
  ];
  if (faults.length > 0) return { verdict: "invalid", say: `${faults.join("; ")}.`, witnesses: [], figures };
  return plain("valid", `${figures["msgs-per-op"]} messages and ${figures["bytes-per-op"]} bytes for each post.`, figures);
}
