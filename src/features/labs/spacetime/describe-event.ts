/** Events in words: the list beside the diagram, the announcements of the cursor, and captions. */
import type { Excerpt } from "@/domain/labs/result";
import type { Delay, Link, Weather } from "@/domain/simulator/cluster-plan";
import { ERROR_CODES, type Address, type Json } from "@/domain/simulator/message";
import type { Did, LossReason, TracedMessage, TraceEvent } from "@/domain/simulator/trace";
import { counted, listed, number } from "@/ui/words";
import { byId } from "./read-story";

/** How long a value may get before it is cut. */
const VALUE_CHARS_MAX = 28;
const BODY_CHARS_MAX = 64;
/** What every message carries and no reader asks for. */
const ENVELOPE = new Set(["type", "msg_id", "in_reply_to"]);
/** From here on a list is told by its length. */
const LISTED_MAX = 6;

const cut = (text: string, max: number): string => (text.length <= max ? text : `${text.slice(0, max - 1)}…`);

/** A value, as short as it stays readable: `17`, `n3-2`, `[3, 9]`, `24 values`. */
export function valueWords(value: Json, max = VALUE_CHARS_MAX): string {
  if (typeof value === "string") return cut(value, max);
  if (Array.isArray(value)) {
    if (value.length > LISTED_MAX) return `${number(value.length)} values`;
    return cut(`[${value.map((entry) => valueWords(entry as Json, max)).join(", ")}]`, max);
  }
  return cut(JSON.stringify(value), max);
}

/** `broadcast 17`, `generate_ok n3-2`, `request_vote term 4, last 3`: without what only the protocol needs. */
export function bodyWords(body: Json): string {
  if (body === null || typeof body !== "object" || Array.isArray(body)) return valueWords(body);
  const fields = Object.entries(body as Record<string, Json>).filter(([name]) => !ENVELOPE.has(name));
  const type = messageType(body);
  if (type === "error") return errorWords(body as Record<string, Json>);
  const [only] = fields;
  if (only === undefined) return type;
  if (fields.length === 1) return cut(`${type} ${valueWords(only[1])}`, BODY_CHARS_MAX);
  return cut(`${type} ${fields.map(([name, value]) => `${name} ${valueWords(value)}`).join(", ")}`, BODY_CHARS_MAX);
}

/** What kind of message it is: its `type`, or "message" for a body without one. */
export function messageType(body: Json): string {
  const type = body !== null && typeof body === "object" && !Array.isArray(body) ? (body as Record<string, Json>)["type"] : undefined;
  return typeof type === "string" && type !== "" ? cut(type, VALUE_CHARS_MAX) : "message";
}

function errorWords({ code, text }: Record<string, Json>): string {
  const known = ERROR_CODES.find((entry) => entry.code === code)?.name;
  return cut(`error ${valueWords(code ?? null)}${known === undefined ? "" : ` ${known}`}${typeof text === "string" && known === undefined ? `: ${text}` : ""}`, BODY_CHARS_MAX);
}

/** Simulated time: "131 ms", "19,400 ms", "0.4 ms". */
export function timeWords(atUs: number): string {
  const ms = atUs / 1_000;
  const digits = Number.isInteger(ms) ? 0 : ms < 10 ? 2 : 1;
  return `${ms.toLocaleString("en-GB", { minimumFractionDigits: 0, maximumFractionDigits: digits })} ms`;
}

/** "n1 cut off from n2, n3", "n1 to n12 cut off from n13 to n25". */
export function sidesWords(sides: Extract<TraceEvent, { kind: "partitioned" }>["sides"]): string {
  const shown = sides.filter((side) => side.length > 0).map((side) => rangesWords(side));
  return shown.length < 2 ? "no side is cut off" : `${shown[0]} cut off from ${shown.slice(1).join(" and from ")}`;
}

/** The same in few words, for where there is little room: "5 nodes cut off from 20". */
export const sidesInShort = (sides: Extract<TraceEvent, { kind: "partitioned" }>["sides"]): string =>
  sides.length < 2 ? sidesWords(sides) : `${counted(sides[0]?.length ?? 0, "node")} cut off from ${sides.slice(1).map((side) => number(side.length)).join(" and from ")}`;

/** "n1 cut off from n2, n3", "nothing from n1 reaches n2", "n1→n2 cut": which ways no message takes any longer. */
export function linksWords(links: readonly Link[]): string {
  const [senders, receivers] = [[...new Set(links.map(([from]) => from))], [...new Set(links.map(([, to]) => to))]];
  const hub = [...senders, ...receivers].find((node) => links.every((link) => link.includes(node)));
  if (hub !== undefined) {
    const into = links.flatMap(([from, to]) => (to === hub ? [from] : []));
    const out = links.flatMap(([from, to]) => (from === hub ? [to] : []));
    if (into.toSorted(byId).join() === out.toSorted(byId).join()) return `${hub} cut off from ${rangesWords(out)}`;
    if (into.length === 0) return `nothing from ${hub} reaches ${rangesWords(out)}`;
    if (out.length === 0) return `nothing from ${rangesWords(into)} reaches ${hub}`;
  }
  return links.length > LISTED_MAX ? linksInShort(links) : `${links.map((link) => link.join("→")).join(", ")} cut`;
}

export const linksInShort = (links: readonly Link[]): string => `${counted(links.length, "way")} cut`;

function delayWords({ kind, meanUs }: Delay): string {
  if (kind === "constant") return timeWords(meanUs);
  return kind === "uniform" ? `0 to ${timeWords(2 * meanUs)}` : `about ${timeWords(meanUs)}, seldom much more`;
}

const percent = (share: number): string => `${number(Math.round(share * 1_000) / 10)} %`;

const weatherWords = ({ latency, loss, duplication }: Weather): string =>
  `messages take ${delayWords(latency)}; ${percent(loss)} lost, ${percent(duplication)} doubled`;

function driftWords(ppm: number): string {
  if (ppm === 0) return "clock keeps time again";
  return `clock ${ppm > 0 ? "gains" : "loses"} ${number(Math.abs(ppm))} µs a second`;
}

/** Neighbours by number become a range: n1 to n5, n9. */
function rangesWords(nodes: readonly Address[]): string {
  const runs: Address[][] = [];
  for (const node of nodes.toSorted(byId)) {
    const run = runs.at(-1);
    if (run !== undefined && numberOf(node) === numberOf(run.at(-1) ?? "") + 1) run.push(node);
    else runs.push([node]);
  }
  return runs.flatMap((run) => (run.length > 3 ? [`${run[0]} to ${run.at(-1)}`] : run)).join(", ");
}

const numberOf = (address: Address): number => Number(/\d+$/.exec(address)?.[0] ?? Number.NaN);

export interface EventWords {
  /** "n3", "n1→n4", "c2"; empty for what befalls the network */
  readonly where: string;
  /** Without the place: "gets generate from c2" */
  readonly says: string;
  /** What came of it, or nothing: "answers generate_ok n3-2" */
  readonly then: string;
  /** With the place, for who hears it alone: "n3 gets generate from c2" */
  readonly sentence: string;
}

/** One event in words. */
export function describeEvent(event: TraceEvent, excerpt?: Pick<Excerpt, "nodes">): EventWords {
  const at = (where: string, says: string, then = ""): EventWords => ({ where, says, then, sentence: `${where} ${says}` });
  switch (event.kind) {
    case "handled":
      return at(event.node, triggerWords(event), event.failed ? "the program fails here" : doneWords(event, excerpt?.nodes ?? []));
    case "lost": {
      const { message, copy, why } = event;
      const says = `${bodyWords(message.body)}${copy === 2 ? ", copy 2," : ""} lost: ${LOSSES[why]}`;
      return { where: `${message.from}→${message.to}`, says, then: "", sentence: `${bodyWords(message.body)}${copy === 2 ? ", copy 2," : ""} from ${message.from} to ${message.to} lost: ${LOSSES[why]}` };
    }
    case "crashed":
      return at(event.node, `crashes${event.lostWrites === 0 ? "" : `, ${counted(event.lostWrites, "unsynced write")} lost`}${event.tornKey === undefined ? "" : `, the last entry of ${event.tornKey} torn`}`);
    case "invoked":
      return at(event.client, `asks ${event.message.to} for ${bodyWords(event.message.body)}`);
    case "completed":
      return at(event.client, completionWords(event));
    case "partitioned":
      return { where: "", says: `Partition: ${sidesWords(event.sides)}`, then: "", sentence: `The network splits: ${sidesWords(event.sides)}` };
    case "cut":
      return { where: "", says: `Cut: ${linksWords(event.links)}`, then: "", sentence: `The network is cut: ${linksWords(event.links)}` };
    case "healed":
      return { where: "", says: "The partition heals", then: "", sentence: "The partition heals" };
    case "weather":
      return { where: "", says: `Network: ${weatherWords(event)}`, then: "", sentence: `The network changes: ${weatherWords(event)}` };
    case "paused":
      return at(event.node, "is paused");
    case "resumed":
      return at(event.node, "goes on after its pause");
    case "slowed":
      return at(event.node, event.service === null ? "is as fast as before" : `is slow: ${delayWords(event.service)} for each handler`);
    case "clock-drifted":
      return at(event.node, driftWords(event.ppm));
    case "served":
      return at(event.service, `gets ${bodyWords(event.request.body)} from ${event.request.from}`, event.reply === null ? "" : `answers ${bodyWords(event.reply.body)}`);
    case "clock-jumped":
      return at(event.node, `clock jumps by ${event.byMs > 0 ? "+" : "−"}${number(Math.abs(event.byMs))} ms`);
  }
}

const LOSSES: Record<LossReason, string> = {
  loss: "the network dropped it",
  partition: "partition",
  down: "the receiver is down",
  "no-such-node": "there is no such node",
  overload: "the receiver's inbox is full",
};

function triggerWords({ trigger }: Extract<TraceEvent, { kind: "handled" }>): string {
  switch (trigger.kind) {
    case "boot":
      return trigger.restarted ? "restarts" : "starts";
    case "message":
      return `gets ${bodyWords(trigger.message.body)} from ${trigger.message.from}${trigger.copy === 2 ? ", copy 2" : ""}`;
    case "timer":
      return `timer “${trigger.name}” fires`;
    case "synced":
      return "fsync is done";
    case "rpc-timeout":
      return `waits no longer for ${trigger.message.to} to answer ${messageType(trigger.message.body)}`;
  }
}

/** What a handler did, told for a list: who was answered, what was sent, what was written. */
function doneWords({ did, trigger, node }: Extract<TraceEvent, { kind: "handled" }>, nodes: readonly Address[]): string {
  const sent = did.flatMap((one) => (one.kind === "sent" ? [one.message] : []));
  const answers = sent.filter(({ to }) => trigger.kind === "message" && to === trigger.message.from && !nodes.includes(to));
  const others = sent.filter((message) => !answers.includes(message));
  const types = [...new Set(others.map(({ body }) => messageType(body)))];
  const receivers = [...new Set(others.map(({ to }) => to))].toSorted(byId);
  const writes = did.filter(({ kind }) => kind === "wrote" || kind === "appended").length;
  const parts = [
    ...answers.map(({ body }) => `answers ${bodyWords(body)}`),
    ...(others.length === 0 ? [] : [`sends ${types.length === 1 ? types[0] : counted(others.length, "message")} to ${receivers.length > 3 ? counted(receivers.length, "node") : listed(receivers.map((to) => (to === node ? "itself" : to)))}`]),
    ...(writes === 0 ? [] : [`writes ${writes === 1 ? "to disk" : `${writes} times to disk`}`]),
    ...(did.some(({ kind }) => kind === "fsync-begun") ? ["begins an fsync"] : []),
  ];
  return parts.join(", ");
}

function completionWords({ type, message }: Extract<TraceEvent, { kind: "completed" }>): string {
  if (message === null) return "gets no answer";
  const words = { ok: "gets", fail: "is refused:", info: "cannot tell what happened:" }[type];
  return `${words} ${bodyWords(message.body)} from ${message.from}`;
}

/** One thing that a handler did, for the inspector. */
export function didWords(did: Did): string {
  switch (did.kind) {
    case "sent":
      return `sent ${bodyWords(did.message.body)} to ${did.message.to}${did.copies === 2 ? ", and the network made two of it" : ""}`;
    case "timer-set":
      return `set timer “${did.name}” for ${timeWords(did.dueAtUs)}`;
    case "timer-cleared":
      return `cleared timer “${did.name}”`;
    case "wrote":
      return `wrote ${did.key} = ${valueWords(did.value)}`;
    case "appended":
      return `appended ${valueWords(did.value)} to ${did.log}`;
    case "fsync-begun":
      return "began an fsync";
    case "delivered":
      return `delivered ${valueWords(did.value)}`;
    case "logged":
      return `logged “${cut(did.text, BODY_CHARS_MAX)}”`;
  }
}

/** "c1 → n3" for a message's way, in words that fit beside a line. */
export const wayWords = ({ from, to }: TracedMessage): string => `${from}→${to}`;
