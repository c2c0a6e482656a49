/**
 * From a recorded run to what the lab "lease-lock" is judged by: what the lock service and the store were asked and
 * answered, as the simulator saw it. What workers believe is not looked at.
 *
 * The lab fixes the messages: `acquire`, `renew` and `release` to the lock service, `read` and `write` to the store, each
 * with a `name`, all but `acquire` with a `token`. Whatever answers the msg_id of a request is its answer.
 */
import { assert } from "../kernel/assert";
import type { Address, Json } from "../simulator/message";
import type { RunRecord } from "../simulator/run-record";
import type { TraceEvent } from "../simulator/trace";

/** One request that a server was handed, and what it answered. */
export interface Request {
  readonly type: string;
  readonly from: Address;
  /** Of the lock, or of the document. */
  readonly name: string;
  /** What it shows; null where it shows no number. */
  readonly token: number | null;
  /** What a `write` wants to be kept. */
  readonly elements: Json;
  readonly atUs: number;
  readonly event: number;
  readonly answer: Answer | null;
}

export interface Answer {
  readonly isOk: boolean;
  /** Of a grant: what the answer says. Null where that is no number. */
  readonly token: number | null;
  readonly atUs: number;
  readonly event: number;
}

export interface LockRecord {
  /** In the order of their arrival; a message that came twice is two of them. */
  readonly locks: readonly Request[];
  readonly work: readonly Request[];
}

const LOCK_TYPES = ["acquire", "renew", "release"];
const WORK_TYPES = ["read", "write"];

type Handled = Extract<TraceEvent, { kind: "handled" }>;
type Fields = { readonly [key: string]: Json };
type Open = { -readonly [Key in keyof Request]: Request[Key] };

const records = new WeakMap<RunRecord, LockRecord>();

/** Several checks look at one run. `nodes` are those of the plan: the lock service, the store, workers. */
export function readLocks(run: RunRecord, [lockService = "", store = ""]: readonly Address[]): LockRecord {
  const known = records.get(run);
  if (known !== undefined) return known;
  assert(run.trace !== undefined, "what servers were asked is read from the trace of a run");
  const record = { locks: requestsAt(run.trace, lockService, LOCK_TYPES), work: requestsAt(run.trace, store, WORK_TYPES) };
  records.set(run, record);
  return record;
}

/** Answers are joined to requests in their order: of two copies of a request the first answer is the first one's. */
function requestsAt(trace: readonly TraceEvent[], server: Address, types: readonly string[]): Request[] {
  const requests: Open[] = [];
  const open = new Map<string, Open[]>();
  for (const event of trace) {
    if (event.kind !== "handled" || event.node !== server) continue;
    const request = requestIn(event, types);
    if (request !== null) {
      requests.push(request.request);
      open.set(request.key, [...(open.get(request.key) ?? []), request.request]);
    }
    for (const did of event.did) {
      if (did.kind !== "sent") continue;
      const { in_reply_to: answers, type, token } = fieldsOf(did.message.body);
      const asked = open.get(`${did.message.to} ${String(answers)}`)?.shift();
      if (asked !== undefined) asked.answer = { isOk: type === `${asked.type}_ok`, token: tokenOf(token), atUs: event.atUs, event: event.number };
    }
  }
  return requests;
}

function requestIn({ trigger, atUs, number }: Handled, types: readonly string[]): { readonly key: string; readonly request: Open } | null {
  if (trigger.kind !== "message") return null;
  const { from, body } = trigger.message;
  const { type, name, token, elements = null, msg_id: id } = fieldsOf(body);
  if (typeof type !== "string" || !types.includes(type) || typeof name !== "string") return null;
  return { key: `${from} ${String(id)}`, request: { type, from, name, token: tokenOf(token), elements, atUs, event: number, answer: null } };
}

const fieldsOf = (body: Json): Fields => (typeof body === "object" && body !== null && !Array.isArray(body) ? (body as Fields) : {});
const tokenOf = (token: Json | undefined): number | null => (typeof token === "number" && Number.isFinite(token) ? token : null);

/** The answers "yes" to these requests, in the order in which they were given. */
export function granted(requests: readonly Request[], type: string): (Request & { readonly answer: Answer })[] {
  const yes = requests.filter((request): request is Request & { readonly answer: Answer } => request.type === type && request.answer?.isOk === true);
  return yes.sort((one, other) => one.answer.event - other.answer.event);
}
