import { expect, test } from "vitest";
import type { HistoryEntry } from "../history";
import { OutsideCluster } from "./outside-cluster";
import { historyLines, messageLines } from "./write-logs";
import { smallPlan } from "../../../../tests/support/small-plan";

const entry = (changes: Partial<HistoryEntry>): HistoryEntry => ({ process: 0, type: "invoke", f: "read", value: null, timeUs: 5, node: "n1", operation: 0, event: 0, ...changes });

test("a history in Jepsen's form: a map a line, in nanoseconds, without what comes before the workload", () => {
  const lines = historyLines([
    entry({ f: "topology" }),
    entry({ value: ["x", { deep: [1, null, true, 'a "b"'] }] }),
    entry({ process: 3, type: "fail", f: "cas", value: ["x", [0, 1]], timeUs: 2_000, error: { code: 22, text: "no" } }),
  ]);
  expect(lines).toEqual([
    '{:index 0, :time 5000, :process 0, :type :invoke, :f :read, :value ["x" {"deep" [1 nil true "a \\"b\\""]}], :node "n1"}',
    '{:index 1, :time 2000000, :process 3, :type :fail, :f :cas, :value ["x" [0 1]], :node "n1", :error [22 "no"]}',
  ]);
});

test("messages as they were sent, received and lost, with the faults between them", () => {
  const operation = { atUs: 0, client: 0, node: "n1", f: "ask", value: 1, body: { type: "ask" } };
  const plan = smallPlan({ nodes: ["n1", "n2"], operations: [operation], faults: [{ kind: "partition", atUs: 3_000, sides: [["n1"], ["n2"]] }], services: ["lin-kv"] });
  const cluster = new OutsideCluster(plan, (_, { type }) => (type === "ask_ok" ? true : null));
  const say = (node: string, dest: string, body: object, atUs: number): void => void cluster.hear(node, JSON.stringify({ src: node, dest, body }), atUs);
  cluster.begin();
  for (const node of ["n1", "n2"]) say(node, "c0", { type: "init_ok", in_reply_to: 1 }, 0);
  cluster.go();
  say("n1", "n2", { type: "hi" }, 100);
  cluster.advance(1_100);
  say("n1", "lin-kv", { type: "read", key: "k", msg_id: 4 }, 1_200);
  cluster.advance(2_200);
  say("n1", "n2", { type: "lost" }, 2_500);
  cluster.advance(3_200);
  cluster.advance(3_500);
  say("n1", "c1", { type: "ask_ok", in_reply_to: 1 }, 4_000);
  cluster.conclude(5_000);
  const lines = messageLines(cluster.record()).map((line) => JSON.parse(line) as { time: number; what: string; src?: string; dest?: string; body?: { type: string }; why?: string });
  expect(lines.map(({ time, what, src, dest, body, why }) => [time / 1_000, what, ...(src === undefined ? [] : [`${src}→${dest ?? ""}`, body?.type]), ...(why === undefined ? [] : [why])])).toEqual([
    [0, "sent", "c1→n1", "ask"],
    [0, "received", "c1→n1", "ask"],
    [100, "sent", "n1→n2", "hi"],
    [1_100, "received", "n1→n2", "hi"],
    [1_200, "sent", "n1→lin-kv", "read"],
    [2_200, "received", "n1→lin-kv", "read"],
    [2_200, "sent", "lin-kv→n1", "error"],
    [2_500, "sent", "n1→n2", "lost"],
    [3_200, "partitioned"],
    [3_200, "received", "lin-kv→n1", "error"],
    [3_500, "lost", "n1→n2", "lost", "partition"],
    [4_000, "sent", "n1→c1", "ask_ok"],
    [4_000, "received", "n1→c1", "ask_ok"],
  ]);
});
