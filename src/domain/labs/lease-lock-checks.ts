/** How runs of the lab "lease-lock" are judged: tokens and leases as the lock service gave them, and what the store let in. */
import { operationsOf } from "../checkers/history/operations";
import { jsonKey } from "../checkers/json-key";
import { checkFencing, type FencingFault, type FencingResult } from "../checkers/objects/fencing";
import { checkFinalSet } from "../checkers/objects/final-set";
import type { Operation } from "../checkers/history/operations";
import { measureTraffic } from "../checkers/traffic";
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { Address, Json } from "../simulator/message";
import type { RunRecord } from "../simulator/run-record";
import type { CheckVerdict } from "./lab";
import { granted, type LockRecord, readLocks, type Request } from "./lease-lock-record";
import { isOutWithin, US_PER_MS, US_PER_S } from "./plan-tools";
import { counted, rounded, seconds, shown } from "./say";

/** How long a lease lasts from its grant or renewal. */
export const TTL_US = 500 * US_PER_MS;
/** A disk may be busy so long before a grant is out; a refusal in that time is none of a lock that is stuck. */
const GRANT_US = 300 * US_PER_MS;
/** Acquire, read, write with their answers and the release are 7; the others are renewals, and tries while it is lent. */
const MESSAGES_PER_OP_MAX = 20;

const plain = (verdict: "valid" | "unknown", say: string, figures: CheckVerdict["figures"] = {}): CheckVerdict => ({ verdict, say, witnesses: [], figures });
const wrong = (say: string, witnesses: readonly number[], figures: CheckVerdict["figures"] = {}): CheckVerdict => ({ verdict: "invalid", say, witnesses, figures });
const NEVER_LENT = plain("unknown", "No lock was ever lent.");
const namesIn = ({ locks }: LockRecord): string[] => [...new Set(locks.map(({ name }) => name))].sort();

/** When the last appends begin. */
export const lastAppendsFromUs = ({ settledAtUs, endAtUs }: ClusterPlan): number => (settledAtUs ?? endAtUs) + 1;

/** When the documents are looked at: the last appends have had their time by then. */
export const lastLookFromUs = (plan: ClusterPlan): number => lastAppendsFromUs(plan) + 2 * plan.clientTimeoutUs;

// ---- tokens ----

/** A request with its operation for the checker, which knows times only by the numbers of events. */
interface Told {
  readonly request: Request;
  readonly operation: Operation;
}

/**
 * What the lock service granted of one lock, and what the store let in under it. A worker that is told again what it
 * holds is not granted anything new.
 */
function toldOf({ locks, work }: LockRecord, name: string, nodes: readonly Address[]): Told[] {
  const grants = granted(locks.filter((one) => one.name === name), "acquire").filter((grant, turn, all) => {
    const before = all[turn - 1];
    return before === undefined || before.from !== grant.from || before.answer.token !== grant.answer.token;
  });
  const accepted = ["read", "write"].flatMap((type) => granted(work.filter((one) => one.name === name), type));
  return [...grants, ...accepted].map((request, index) => ({
    request,
    operation: {
      index, process: nodes.indexOf(request.from), f: request.type, type: "ok", value: request.token,
      result: request.answer.token, invoked: request.event, completed: request.answer.event,
    },
  }));
}

/** Each lock with the first fault of these kinds that the checker finds in it. */
function faultsOf(run: RunRecord, { nodes }: ClusterPlan, reasons: readonly FencingFault["reason"][]): { readonly grants: number; readonly told: readonly Told[]; readonly fault: FencingFault | null; readonly count: number } {
  const record = readLocks(run, nodes);
  const all = namesIn(record).map((name) => {
    const told = toldOf(record, name, nodes);
    const result: FencingResult = checkFencing(told.map(({ operation }) => operation), { acquire: "acquire", tokenOf: ({ value }) => Number(value), byHolder: true });
    return { told, result, faults: result.faults.filter(({ reason }) => reasons.includes(reason)) };
  });
  const broken = all.find(({ faults }) => faults.length > 0);
  const sum = (count: (one: (typeof all)[number]) => number) => all.reduce((total, one) => total + count(one), 0);
  return { grants: sum(({ result }) => result.grants), told: broken?.told ?? [], fault: broken?.faults[0] ?? null, count: sum(({ faults }) => faults.length) };
}

const tokenIn = ({ request }: Told): number | null => (request.type === "acquire" ? (request.answer?.token ?? null) : request.token);
const endOf = ({ request }: Told): { readonly atUs: number; readonly event: number } => request.answer ?? request;

/** Whoever gets a lock later gets the greater token, also across restarts of the lock service. */
export function judgeTokens(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const { grants, told, fault, count } = faultsOf(run, plan, ["token-not-greater"]);
  const wordless = granted(readLocks(run, plan.nodes).locks, "acquire").find(({ answer }) => answer.token === null);
  if (wordless !== undefined) return wrong(`${wordless.from} was lent the lock ${wordless.name} at ${seconds(wordless.answer.atUs)} without a token that is a number.`, [wordless.answer.event]);
  if (grants === 0) return NEVER_LENT;
  if (fault?.reason !== "token-not-greater") return plain("valid", `${counted(grants, "grant")}, each with a greater token than the one before.`);
  const [earlier, later] = [told[fault.earlier], told[fault.later]] as [Told, Told];
  const crash = run.outages.find(({ kind, node, fromUs }) => kind === "down" && node === plan.nodes[0] && fromUs >= endOf(earlier).atUs && fromUs <= endOf(later).atUs);
  const after = crash === undefined ? "" : `, after a crash at ${seconds(crash.fromUs)}`;
  const say = `The lock ${later.request.name} was lent to ${earlier.request.from} with the token ${tokenIn(earlier)} at ${seconds(endOf(earlier).atUs)}, and to ${later.request.from} with ${tokenIn(later)} at ${seconds(endOf(later).atUs)}${after}: no greater one.`;
  return wrong(say, [endOf(earlier).event, endOf(later).event], { "tokens-not-greater": count });
}

/** The store lets nothing in under a token once it has been shown a greater one, nor under one that its sender was not given. */
export function judgeFence(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const { grants, told, fault, count } = faultsOf(run, plan, ["stale-work-taken", "token-never-granted", "token-of-another"]);
  const work = readLocks(run, plan.nodes).work.filter(({ answer }) => answer?.isOk === true);
  if (grants === 0 || work.length === 0) return plain("unknown", "The store let nothing in under a token.");
  if (fault === null) return plain("valid", `${counted(work.length, "request")} let in by the store, none under a token that was older than one before.`);
  const later = told[fault.later] as Told;
  const what = `n2 let ${later.request.from} ${later.request.type} ${shown(later.request.name)} under the token ${tokenIn(later)} at ${seconds(endOf(later).atUs)}`;
  const figures = { "stale-requests": count };
  if (fault.reason !== "stale-work-taken") {
    const why = fault.reason === "token-of-another" ? "which was given to another worker" : "which the lock service had not given to anybody";
    return wrong(`${what}, ${why}.`, [later.request.event, endOf(later).event], figures);
  }
  const earlier = told[fault.earlier] as Told;
  const say = `${what}, although ${earlier.request.from} had shown it the token ${tokenIn(earlier)} at ${seconds(endOf(earlier).atUs)}.`;
  return wrong(say, [endOf(earlier).event, later.request.event, endOf(later).event], figures);
}

// ---- leases ----

interface Lease {
  readonly from: Address;
  readonly token: number | null;
  readonly event: number;
  readonly atUs: number;
  /** When it ends unless it is renewed; in the past once it has been released. */
  readonly untilUs: number;
}

type LockEvent = { readonly kind: "granted" | "renewed" | "released"; readonly request: Request; readonly atUs: number; readonly event: number };

/** What happened to one lock, in order: releases when they came, the others when they were answered. */
function lockEvents(locks: readonly Request[]): LockEvent[] {
  const answered = (type: string, kind: "granted" | "renewed") => granted(locks, type).map((request) => ({ kind, request, atUs: request.answer.atUs, event: request.answer.event }));
  const released = locks.filter(({ type }) => type === "release").map((request) => ({ kind: "released" as const, request, atUs: request.atUs, event: request.event }));
  return [...answered("acquire", "granted"), ...answered("renew", "renewed"), ...released].sort((one, other) => one.event - other.event);
}

const isOf = (lease: Lease, from: Address, token: number | null): boolean => lease.from === from && lease.token === token;

/** The lease after an event, or the lease that stood in the way of it. */
function nextLease(current: Lease | null, { kind, request, atUs, event }: LockEvent): { readonly lease: Lease | null; readonly clash: Lease | null } {
  const token = kind === "granted" ? (request.answer?.token ?? null) : request.token;
  const isOwn = current !== null && isOf(current, request.from, token);
  if (kind === "released") return { lease: isOwn ? { ...current, untilUs: atUs } : current, clash: null };
  if (current !== null && !isOwn && atUs < current.untilUs) return { lease: current, clash: current };
  if (isOwn) return { lease: kind === "renewed" && current.untilUs < atUs ? current : { ...current, untilUs: atUs + TTL_US }, clash: null };
  return { lease: kind === "renewed" ? current : { from: request.from, token, event, atUs, untilUs: atUs + TTL_US }, clash: null };
}

/** Nobody is lent a lock, or keeps it, during the lease of another. */
export function judgeLeases(run: RunRecord, { nodes }: ClusterPlan): CheckVerdict {
  const record = readLocks(run, nodes);
  let grants = 0;
  for (const name of namesIn(record)) {
    let lease: Lease | null = null;
    for (const happened of lockEvents(record.locks.filter((one) => one.name === name))) {
      const next = nextLease(lease, happened);
      grants += happened.kind === "granted" ? 1 : 0;
      lease = next.lease;
      if (next.clash === null) continue;
      const { from, token, untilUs, event } = next.clash;
      const did = happened.kind === "granted" ? `was lent the lock ${name}` : `had its lease of the lock ${name} renewed`;
      const say = `${happened.request.from} ${did} at ${seconds(happened.atUs)}, in the lease of ${from} with the token ${token}, which lasts until ${seconds(untilUs)} and had not been released.`;
      return wrong(say, [event, happened.event]);
    }
  }
  return grants === 0 ? NEVER_LENT : plain("valid", `${counted(grants, "lease")}, and no two of one lock at a time.`);
}

/** A lock is free again when it is released, and in any case 2 ttl after its last grant or renewal. */
export function judgeFreed(run: RunRecord, { nodes }: ClusterPlan): CheckVerdict {
  const record = readLocks(run, nodes);
  const service = nodes[0] ?? "";
  const boots = (run.trace ?? []).flatMap((event) => (event.kind === "handled" && event.node === service && event.trigger.kind === "boot" ? [event.atUs] : []));
  let refusals = 0;
  for (const name of namesIn(record)) {
    const locks = record.locks.filter((one) => one.name === name);
    const events = lockEvents(locks);
    for (const request of locks) {
      if (request.type !== "acquire" || request.answer?.isOk === true) continue;
      refusals += 1;
      const byUs = request.answer?.atUs ?? request.atUs + GRANT_US;
      if (isOutWithin(run.outages, service, request.atUs - GRANT_US, byUs + GRANT_US) || byUs > run.endedAtUs) continue;
      const isBusy = events.some(({ kind, atUs }) => kind === "granted" && atUs >= request.atUs - 1 && atUs <= byUs + GRANT_US);
      const last = lastLease(events.filter(({ event }) => event < request.event), boots.findLast((atUs) => atUs < request.atUs) ?? 0);
      if (isBusy || request.atUs <= last.freeUs + GRANT_US) continue;
      const end = request.answer === null ? "got no answer" : "was refused";
      return wrong(`${request.from} asked for the lock ${name} at ${seconds(request.atUs)} and ${end}. ${last.say}`, [...last.witnesses, request.answer?.event ?? request.event], { "stuck-ms": Math.floor((request.atUs - last.freeUs) / US_PER_MS) });
    }
  }
  if (granted(record.locks, "acquire").length === 0) return NEVER_LENT;
  return plain("valid", `${counted(refusals, "refusal")}, each while the lock was lent to somebody.`);
}

/** When a lock had to be free at the latest, and why. After a restart nobody knows how much of a lease had passed: it begins anew. */
function lastLease(before: readonly LockEvent[], bootUs: number): { readonly freeUs: number; readonly say: string; readonly witnesses: readonly number[] } {
  let lease: Lease | null = null;
  for (const event of before) lease = nextLease(lease, event).lease;
  const last = before.findLast(({ kind }) => kind !== "released");
  if (lease === null || last === undefined) return { freeUs: bootUs + TTL_US, say: "Nobody had ever been lent it.", witnesses: [] };
  const released = before.findLast(({ kind, request }) => kind === "released" && lease !== null && isOf(lease, request.from, request.token));
  if (released !== undefined && released.atUs >= last.atUs && released.atUs >= bootUs) {
    return { freeUs: released.atUs, say: `${lease.from} had released it at ${seconds(released.atUs)}.`, witnesses: [released.event] };
  }
  const say = `It was last lent or renewed at ${seconds(last.atUs)} (${lease.from}, token ${lease.token}): after ${rounded((2 * TTL_US) / US_PER_S)} s it has to be free.`;
  return { freeUs: Math.max(last.atUs + 2 * TTL_US, bootUs + TTL_US), say, witnesses: [last.event] };
}

// ---- effects ----

/** What the appends of clients have come to: everything that was confirmed is there, once, and nothing else. */
export function judgeEffects(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const { work } = readLocks(run, plan.nodes);
  const names = [...new Set(plan.operations.map(({ value }) => nameIn(value)))].sort();
  let acknowledged = 0;
  for (const name of names) {
    const own = run.history.filter(({ operation }) => nameIn(plan.operations[operation]?.value ?? null) === name);
    const history = own.map(({ process, type, f, value }) => ({ process, type, f: f === "append" ? "add" : "read", value: f === "append" ? elementIn(value) : value }));
    const operations = operationsOf(history);
    if (!operations.ok) return plain("unknown", "The history cannot be read.");
    const result = checkFinalSet(operations.value);
    const read = result.read === null ? undefined : operations.value[result.read];
    if (read === undefined) return plain("unknown", `Nobody was shown what the document ${shown(name)} holds in the end.`);
    const look = own[read.completed ?? 0];
    const at = { event: look?.event ?? 0, atUs: look?.timeUs ?? 0 };
    const elements = read.result as readonly Json[];
    const asked = work.filter((one) => one.name === name);
    const hurried = hurriedWrite(asked, plan);
    if (hurried !== null) return hurried;
    const [lost] = result.lost;
    if (lost !== undefined) return sayLost(operations.value[lost] as Operation, own[operations.value[lost]?.completed ?? 0]?.event ?? 0, { name, work: asked, at, count: result.lost.length });
    const [unexpected] = result.unexpected;
    if (unexpected !== undefined) return wrong(`The document ${shown(name)} shows ${shown(unexpected)} at ${seconds(at.atUs)}, which nobody asked to append.`, [at.event]);
    const twice = elements.find((one, place) => elements.findIndex((other) => jsonKey(other) === jsonKey(one)) !== place);
    if (twice !== undefined) return wrong(`The document ${shown(name)} shows ${shown(twice)} twice at ${seconds(at.atUs)}.`, [at.event]);
    const isWritten = elements.length === 0 || asked.some((one) => one.type === "write" && jsonKey(one.elements) === jsonKey(elements));
    if (!isWritten) return wrong(`The document ${shown(name)} shows ${shown(elements)} at ${seconds(at.atUs)}: no worker has ever written that. The store keeps what is written, and makes nothing of it.`, [at.event]);
    acknowledged += result.acknowledged;
  }
  return acknowledged === 0 ? plain("unknown", "No append was confirmed.") : plain("valid", `${counted(acknowledged, "append")} confirmed, and all of them are there in the end.`);
}

/** The work between reading and writing takes as long as it was asked to. Of a read that came twice the first answer counts. */
function hurriedWrite(work: readonly Request[], { operations }: ClusterPlan): CheckVerdict | null {
  for (const write of work.filter(({ type }) => type === "write")) {
    const element = Array.isArray(write.elements) ? (write.elements as readonly Json[]).at(-1) : undefined;
    const asked = operations.find(({ f, value }) => f === "append" && element !== undefined && elementIn(value) === element && nameIn(value) === write.name);
    const read = granted(work, "read").find(({ from, token }) => from === write.from && token === write.token);
    const workMs = Number(asked?.body["workMs"] ?? 0);
    if (read === undefined || write.atUs - read.answer.atUs >= workMs * US_PER_MS) continue;
    const took = rounded((write.atUs - read.answer.atUs) / US_PER_MS);
    return wrong(`${write.from} wrote ${shown(element ?? null)} ${took} ms after it had read the document, and the work in between was to take ${workMs} ms.`, [read.answer.event, write.event]);
  }
  return null;
}

interface Loss {
  readonly name: string;
  readonly work: readonly Request[];
  readonly at: { readonly event: number; readonly atUs: number };
  readonly count: number;
}

/** Who wrote the document without what was in it, and whether that could be seen when it was read. */
function sayLost({ value }: Operation, confirmed: number, { name, work, at, count }: Loss): CheckVerdict {
  const writes = granted(work, "write");
  const written = writes.find(({ elements }) => has(elements, value));
  const over = writes.find(({ elements, event }) => written !== undefined && event > written.event && !has(elements, value));
  const all = `${counted(count, "confirmed element")} of it ${count === 1 ? "is" : "are"} gone in the end.`;
  const figures = { "lost-elements": count };
  if (written === undefined || over === undefined) return wrong(`${shown(value)} was confirmed to be in the document ${shown(name)}, and is not shown at ${seconds(at.atUs)}. ${all}`, [confirmed, at.event], figures);
  const read = granted(work, "read").findLast(({ from, token, answer }) => from === over.from && token === over.token && answer.event < over.event);
  const why = read !== undefined && read.event > written.answer.event ? "the store did not show it any more" : "the document had been read before that";
  const say = `${over.from} wrote the document ${shown(name)} under the token ${over.token} at ${seconds(over.answer.atUs)} without ${shown(value)}, which ${written.from} had written under ${written.token} at ${seconds(written.answer.atUs)}: ${why}. ${all}`;
  return wrong(say, [written.answer.event, over.answer.event], figures);
}

const has = (elements: Json, value: Json): boolean => Array.isArray(elements) && elements.some((one) => jsonKey(one as Json) === jsonKey(value));
const fields = (value: Json): { readonly [key: string]: Json } => (typeof value === "object" && value !== null ? (value as { readonly [key: string]: Json }) : {});
const nameIn = (value: Json): string => String(fields(value)["name"]);
const elementIn = (value: Json): Json => fields(value)["element"] ?? null;

// ---- liveness and cost ----

/** When all faults are over, every append is confirmed in time. */
export function judgeRecovery(run: RunRecord, plan: ClusterPlan): CheckVerdict {
  const last = run.history.filter(({ f, operation }) => f === "append" && (plan.operations[operation]?.atUs ?? 0) >= lastAppendsFromUs(plan));
  const asked = last.filter(({ type }) => type === "invoke");
  const answered = new Set(last.filter(({ type }) => type === "ok").map(({ operation }) => operation));
  const missing = asked.filter(({ operation }) => !answered.has(operation));
  const [first] = missing;
  if (asked.length === 0) return plain("unknown", "The run ended before its last phase.");
  if (first === undefined) return plain("valid", `${counted(asked.length, "append")} after the last fault, all of them confirmed.`);
  const say = `${first.node} was asked at ${seconds(first.timeUs)} to append ${shown(elementIn(first.value))} to ${shown(nameIn(first.value))} and did not confirm it within ${plan.clientTimeoutUs / US_PER_S} s, although all faults were over at ${seconds(plan.settledAtUs ?? 0)}. So it went with ${missing.length} of ${asked.length}.`;
  return wrong(say, [first.event], { unconfirmed: missing.length });
}

/** What an append costs where nothing fails. */
export function judgeFrugal({ history, counters }: RunRecord): CheckVerdict {
  const { operations, msgsPerOp } = measureTraffic(history, counters, ["append"]);
  const messages = rounded(msgsPerOp);
  const figures = { "msgs-per-op": messages };
  if (operations === 0 || counters.serverMessages === 0) return plain("unknown", "The nodes sent each other nothing.");
  if (messages <= MESSAGES_PER_OP_MAX) return plain("valid", `${messages} messages per append.`, figures);
  return wrong(`${messages} messages per append, and at most ${MESSAGES_PER_OP_MAX} are wanted: 7 for a critical section, a few renewals, and not too many tries.`, [], figures);
}
