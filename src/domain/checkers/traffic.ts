/** What an operation costs on the wire, in Maelstrom's sense: messages between nodes by all requests of clients, reads too. */
import type { HistoryEntry } from "../simulator/history";
import type { Counters } from "../simulator/run-record";
import { pairsOf } from "./history-pairs";

export interface TrafficResult {
  readonly operations: number;
  /** 0 where nothing was asked. */
  readonly msgsPerOp: number;
  readonly bytesPerOp: number;
}

/** Counts the requests with these names only: what a client sends to set the cluster up is no operation of Maelstrom's. */
export function measureTraffic(history: readonly HistoryEntry[], counters: Counters, names: readonly string[]): TrafficResult {
  const operations = names.reduce((sum, f) => sum + pairsOf(history, f).length, 0);
  const perOperation = (count: number) => (operations === 0 ? 0 : count / operations);
  return { operations, msgsPerOp: perOperation(counters.serverMessages), bytesPerOp: perOperation(counters.serverBytes) };
}
