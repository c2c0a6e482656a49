/** Searches clusters of nodes that are plain functions, for the rules X1 to X10 of src/domain/simulator/SPEC.md. */
import { random } from "@/domain/kernel/seeded-random";
import type { Effect, NodeCall } from "@/domain/simulator/node-host";
import type { RunRecord } from "@/domain/simulator/run-record";
import { planOfScope, type SearchScope } from "@/domain/simulator/search/scope";
import { search, type SearchReport, type SearchTask } from "@/domain/simulator/search/search";
import { type PlainNode, plainHost } from "./plain-host";
import { readReply } from "./play-cluster";

export const scope = (changes: Partial<SearchScope> = {}): SearchScope => ({ nodes: ["n1", "n2"], operations: [], drops: 0, crashes: 0, timers: 0, depth: 20, ...changes });

type Wishes = Partial<Pick<SearchTask, "isViolation" | "readsTrace" | "stepsMax" | "isPlain">>;

/** Searches with nodes that are plain functions. */
export function searchNodes(wanted: SearchScope, node: (id: string) => PlainNode, wishes: Wishes = {}): Promise<SearchReport> {
  const task = { isViolation: () => false, readsTrace: false, stepsMax: 1_000_000, ...wishes };
  return search({ scope: wanted, plan: planOfScope(wanted, "s"), readReply, makeHost: () => plainHost(node), ...task });
}

/** What was handed over, in order: "n1:1 n2:2". */
export const upcallsOf = ({ upcalls }: RunRecord): string => upcalls.map(({ node, value }) => `${node}:${JSON.stringify(value)}`).join(" ");

/** Every order of upcalls that some run of the scope has, but for that without any. */
export async function ordersOf(wanted: SearchScope, node: (id: string) => PlainNode, wishes: Wishes = {}): Promise<Set<string>> {
  const orders = new Set<string>();
  await searchNodes(wanted, node, { ...wishes, isViolation: (run) => orders.add(upcallsOf(run)).size < 0 });
  return orders;
}

/** A node that does something or other: what, hangs on all that it was told, so that no two histories are alike to it. */
export const anyNode = (seed: number, nodes: readonly string[]) => (id: string): PlainNode => {
  let told = "";
  let calls = 0;
  let syncs = 0;
  return (call: NodeCall) => {
    // Neither when it is told, nor whether somebody looks at it.
    told += JSON.stringify({ ...call, now: 0, inspect: false });
    calls += 1;
    const stream = random(seed, `${id} ${told}`);
    const others = nodes.filter((one) => one !== id);
    // Later calls do less, so that runs come to an end.
    return Array.from({ length: calls > 3 ? stream.index(2) : 1 + stream.index(2) }, (): Effect => {
      const kind = stream.index(calls > 2 ? 3 : 6);
      if (kind === 0) return ["deliver", stream.index(3)];
      if (kind === 1) return ["write", "k", stream.index(2)];
      if (kind === 2) return ["fsync", (syncs += 1)];
      if (kind === 3) return ["timer", `t${stream.index(2)}`, 1 + stream.index(3), null];
      return ["send", others[stream.index(others.length)] ?? id, { type: "m", k: stream.index(2) }];
    });
  };
};
