/**
 * Goal: what only the simulator can record is not missed by a check that is judged without it. Method: every check of
 * every lab judges a run of each scenario, in which each node answers everything, delivers and writes, and it is watched
 * what the check reads.
 */
import { describe, expect, test } from "vitest";
import { labs } from "@/domain/labs/catalogue";
import type { LabRules } from "@/domain/labs/lab";
import { DELIVERIES_IN_TRACE } from "@/domain/labs/outside/judge-outside";
import { playPlan } from "@/domain/labs/run-seed";
import type { Body } from "@/domain/simulator/message";
import type { RunRecord } from "@/domain/simulator/run-record";
import type { TraceEvent } from "@/domain/simulator/trace";
import { plainHost, type PlainNode } from "../support/plain-host";

/** Confirms whatever it is asked, delivers it, and keeps it on its disk. */
const busy: PlainNode = (call) => {
  if (call.do !== "message") return [];
  const { type, msg_id: id } = call.body as unknown as Body;
  const reply = id === undefined || type.endsWith("_ok") ? [] : [["send", call.src, { type: `${type}_ok`, in_reply_to: id }] as const];
  return [["deliver", call.body], ["append", "log", call.body], ["fsync", 1], ...reply];
};

type Place = "deliveries" | "deliveries in the trace" | "disks";

/** The same run (but for copies of it), which notes when somebody reads what nodes delivered or what is on their disks. */
function watched(run: RunRecord, reads: Set<Place>): RunRecord {
  const noting = (what: Place, value: unknown): PropertyDescriptor => ({
    get: () => {
      reads.add(what);
      return value;
    },
  });
  const watchedEvent = (event: TraceEvent): TraceEvent => {
    if (event.kind !== "handled" && event.kind !== "crashed") return event;
    const { synced, picture, ...rest } = event;
    const did = event.kind === "handled" ? { did: event.did.map((one) => (one.kind === "delivered" ? (Object.defineProperty({ kind: one.kind }, "value", noting("deliveries in the trace", one.value)) as typeof one) : one)) } : {};
    return Object.defineProperties({ ...rest, ...did }, { synced: noting("disks", synced), picture: noting("disks", picture) }) as TraceEvent;
  };
  const { upcalls, trace, ...rest } = run;
  return Object.defineProperties({ ...rest, ...(trace === undefined ? {} : { trace: trace.map(watchedEvent) }) }, { upcalls: noting("deliveries", upcalls) }) as unknown as RunRecord;
}

/** By check: what it read, on any of the scenarios. */
function readsOf(lab: LabRules): ReadonlyMap<string, ReadonlySet<Place>> {
  const reads = new Map(lab.checks.map(({ id }) => [id, new Set<Place>()]));
  for (const scenario of lab.scenarios) {
    const plan = scenario.plan("1");
    const run = playPlan(lab, plan, plainHost(() => busy), { inspect: false });
    // Each check gets a record of its own: what was read of a run once is remembered for the next one.
    for (const { id, judge, scenarios } of lab.checks) if (scenarios.includes(scenario.id)) judge(watched(run, reads.get(id) ?? new Set()), plan);
  }
  return reads;
}

describe.each(labs.map((lab) => ({ id: lab.id, lab })))("$id", ({ id, lab }) => {
  test("what its checks read of the inside is noticed, or they are named", () => {
    const unnoticed = [...readsOf(lab)].flatMap(([check, places]) => (places.size === 1 && places.has("deliveries in the trace") ? [check] : []));
    expect(unnoticed, "belong into DELIVERIES_IN_TRACE of src/domain/labs/outside/judge-outside.ts").toEqual(DELIVERIES_IN_TRACE[id] ?? []);
  });
});
