/** From a run that was recorded to a plan that tells the fate of each of its messages. */
import type { ClusterPlan } from "../simulator/cluster-plan";
import { type Copy, countFates, type Fate } from "../simulator/fate";
import { type Address, typeOf } from "../simulator/message";
import type { RunRecord } from "../simulator/run-record";
import type { TraceEvent } from "../simulator/trace";

interface Sent {
  readonly key: string;
  readonly atUs: number;
  readonly copies: (Copy | null)[];
}

/**
 * The same plan with nothing left to chance on the network: what became of every message between nodes is written down,
 * and messages that are not named (in a run that takes another course) all arrive, after the mean latency. The told
 * plan gives the run that was recorded; what it does not tell is chance on disks and within programs.
 *
 * `run` must be inspected. A copy that was still under way at the end of the run is told to arrive after it.
 */
export function toldPlan(plan: ClusterPlan, { trace = [], endedAtUs }: RunRecord): ClusterPlan {
  const addresses = new Set<Address>([...plan.nodes, ...(plan.services ?? [])]);
  const keyOf = countFates();
  const sent = new Map<number, Sent>();
  for (const event of trace) {
    noteSent(event, (message, copies, atUs) => {
      if (message.from === message.to || !addresses.has(message.to)) return;
      sent.set(message.number, { key: keyOf(message.from, message.to, typeOf(message.body)), atUs, copies: new Array<Copy | null>(copies).fill(null) });
    });
    noteArrived(event, sent);
  }
  const late = ({ atUs }: Sent): number => Math.max(plan.latency.meanUs, endedAtUs - atUs + 1);
  const told = (one: Sent): Fate => one.copies.map((copy, index) => copy ?? { number: index === 0 ? 1 : 2, afterUs: late(one), lost: false });
  const fates = Object.fromEntries([...sent.values()].map((one) => [one.key, told(one)]));
  // What made messages late or lost is in their fates.
  const { schedule: _, links: __, ...rest } = plan;
  const faults = plan.faults.filter(({ kind }) => kind !== "weather");
  return { ...rest, faults, latency: { kind: "constant", meanUs: plan.latency.meanUs }, loss: 0, duplication: 0, fates };
}

type Message = Extract<TraceEvent, { kind: "lost" }>["message"];

function noteSent(event: TraceEvent, note: (message: Message, copies: 1 | 2, atUs: number) => void): void {
  if (event.kind === "served" && event.reply !== null) note(event.reply, 1, event.atUs);
  if (event.kind !== "handled") return;
  for (const did of event.did) if (did.kind === "sent") note(did.message, did.copies, event.atUs);
}

function noteArrived(event: TraceEvent, sent: ReadonlyMap<number, Sent>): void {
  const arrival = arrivalOf(event);
  const one = arrival === null ? undefined : sent.get(arrival.message.number);
  if (arrival === null || one === undefined) return;
  one.copies[arrival.copy - 1] = { number: arrival.copy, afterUs: arrival.atUs - one.atUs, lost: arrival.isLost };
}

function arrivalOf(event: TraceEvent): { readonly message: Message; readonly copy: 1 | 2; readonly atUs: number; readonly isLost: boolean } | null {
  const { atUs } = event;
  if (event.kind === "lost") return { message: event.message, copy: event.copy, atUs, isLost: event.why === "loss" };
  if (event.kind === "served") return { message: event.request, copy: 1, atUs, isLost: false };
  if (event.kind !== "handled" || event.trigger.kind !== "message") return null;
  const { message, copy, arrivedAtUs = atUs } = event.trigger;
  return { message, copy, atUs: arrivedAtUs, isLost: false };
}
