/** Records of runs that never happened, for tests of what judges them. */
import type { HistoryEntry } from "@/domain/simulator/history";
import type { Outage } from "@/domain/simulator/outages";
import type { Counters, RunRecord, Upcall } from "@/domain/simulator/run-record";

const NOTHING: Counters = { serverMessages: 0, serverBytes: 0, clientMessages: 0, lost: 0, duplicated: 0, crashes: 0, deliveries: 0 };

/** A run that finished with this history. */
export const runRecord = (history: readonly HistoryEntry[], counters: Partial<Counters> = {}, outages: readonly Outage[] = [], upcalls: readonly Upcall[] = []): RunRecord => ({
  seed: "1",
  ending: { kind: "finished" },
  history,
  counters: { ...NOTHING, ...counters },
  upcalls,
  outages,
  buggify: [],
  events: history.length,
  endedAtUs: history.at(-1)?.timeUs ?? 0,
  traceHash: "0".repeat(16),
});
