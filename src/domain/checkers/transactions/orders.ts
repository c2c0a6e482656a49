/** The order of transactions that has nothing to do with data: within a process, and in real time. */
import type { EdgeList } from "../graph/digraph";
import { PROCESS, REALTIME } from "./dependencies";
import type { Transaction } from "./transaction";

/** What an order needs to know. Transactions are in the order of their invocations; failed ones have no place in it. */
type Timed = Pick<Transaction, "type" | "process" | "invoked" | "completed">;

interface Completion {
  readonly completed: number;
  readonly node: number;
}

/** From each transaction to the next one of its process. */
export function addProcessOrder(transactions: readonly Timed[], edges: EdgeList): void {
  const last = new Map<number, number>();
  transactions.forEach(({ type, process }, node) => {
    if (type === "fail") return;
    const before = last.get(process);
    if (before !== undefined) edges.add(before, node, PROCESS, 0);
    last.set(process, node);
  });
}

/** Calls `relate` with every pair of the transitive reduction of real time: the first completed before the second began. */
export function realtimeOrder(transactions: readonly Timed[], relate: (before: number, after: number) => void): void {
  const completions = transactions
    .flatMap(({ type, completed }, node): Completion[] => (type === "fail" || completed === null ? [] : [{ completed, node }]))
    .sort((one, other) => one.completed - other.completed);
  // Completed transactions that no other completed one came after: whoever begins now needs to be compared with no more.
  let frontier: number[] = [];
  let passed = 0;
  transactions.forEach(({ type, invoked }, node) => {
    if (type === "fail") return;
    for (; passed < completions.length && (completions[passed] as Completion).completed < invoked; passed += 1) {
      const { node: done } = completions[passed] as Completion;
      const began = (transactions[done] as Timed).invoked;
      frontier = frontier.filter((before) => ((transactions[before] as Timed).completed as number) > began);
      frontier.push(done);
    }
    for (const before of frontier) relate(before, node);
  });
}

/** Real time as edges: transactions times concurrency at most, not their square. */
export function addRealtimeOrder(transactions: readonly Timed[], edges: EdgeList): void {
  realtimeOrder(transactions, (before, after) => edges.add(before, after, REALTIME, 0));
}
