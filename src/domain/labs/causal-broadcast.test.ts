import { describe, expect, test } from "vitest";
import { type Drawn, historyOf } from "../../../tests/support/histories";
import { runRecord } from "../../../tests/support/run-records";
import type { Json } from "../simulator/message";
import type { Outage } from "../simulator/outages";
import type { Counters, Upcall } from "../simulator/run-record";
import { causalBroadcast } from "./causal-broadcast";
import { planOf } from "./run-seed";

const MS = 1_000;
const plans = Array.from({ length: 96 }, (_, index) => planOf(causalBroadcast, index + 1, `${index + 1}`));

describe("plans", () => {
  test("every scenario occurs in any 16 seeds in a row, with its faults and no others", () => {
    for (let start = 0; start + 16 <= plans.length; start += 1) {
      expect(new Set(plans.slice(start, start + 16).map(({ scenario }) => scenario)).size).toBe(causalBroadcast.scenarios.length);
    }
    const kinds: Record<string, Set<string>> = {};
    for (const { scenario, plan } of plans) for (const { kind } of plan.faults) (kinds[scenario] ??= new Set()).add(kind);
    expect(kinds).toEqual({ lossy: new Set(["weather"]), crashes: new Set(["crash", "weather"]) });
  });

  test("one or two nodes crash, within 60 ms of a post of theirs, and are asked for nothing afterwards", () => {
    const crashed = plans.filter(({ scenario }) => scenario === "crashes");
    const counts = crashed.map(({ plan }) => plan.faults.filter(({ kind }) => kind === "crash").length);
    expect(new Set(counts)).toEqual(new Set([1, 2]));
    for (const { plan } of crashed) {
      for (const fault of plan.faults) {
        if (fault.kind !== "crash") continue;
        const own = plan.operations.filter(({ node }) => node === fault.node).map(({ atUs }) => atUs);
        expect(own.some((atUs) => atUs < fault.atUs && fault.atUs <= atUs + 60 * MS)).toBe(true);
        expect(own.every((atUs) => atUs <= fault.atUs)).toBe(true);
      }
    }
  });

  test("on slow links nothing overtakes: every way has a constant latency", () => {
    for (const { plan } of plans.filter(({ scenario }) => scenario === "slow-links")) {
      expect([plan.latency, ...(plan.links ?? []).map(({ latency }) => latency)].map(({ kind }) => kind)).toEqual(Array((plan.links?.length ?? 0) + 1).fill("constant"));
      expect(plan.links?.length).toBeGreaterThanOrEqual(2);
    }
  });
});

describe("checks", () => {
  const NODES = ["n1", "n2", "n3"];
  const plan = { ...planOf(causalBroadcast, 5, "5").plan, nodes: NODES, settledAtUs: 500 * MS, latency: { kind: "constant" as const, meanUs: 20 * MS } };
  const post = (node: string, name: string, atMs: number, isConfirmed = true): Drawn => ({ f: "post", value: name, node, at: atMs * MS, ...(isConfirmed ? { end: atMs * MS } : {}) });
  const shows = (node: string, name: string, atMs: number, answers: Json = null): Upcall => ({ node, incarnation: 0, value: { post: name, answers }, timeUs: atMs * MS, event: atMs * MS + 1 });
  const everywhere = (name: string, author: string, atMs: number, answers: Json = null): Upcall[] =>
    NODES.map((node) => shows(node, name, node === author ? atMs : atMs + 20, answers));

  interface Run {
    readonly drawn: readonly Drawn[];
    readonly upcalls?: readonly Upcall[];
    readonly counters?: Partial<Counters>;
    readonly outages?: readonly Outage[];
  }

  /** Events of hand-made histories are numbered like their times, and deliveries come just after the request of that time. */
  function judge(check: string, { drawn, upcalls = [], counters = {}, outages = [] }: Run) {
    const history = historyOf(drawn).map((entry) => ({ ...entry, event: entry.timeUs }));
    const inOrder = [...upcalls].sort((one, other) => one.event - other.event);
    return causalBroadcast.checks.find(({ id }) => id === check)?.judge({ ...runRecord(history, counters, outages, inOrder), endedAtUs: 2_000 * MS }, plan);
  }

  const asked = [post("n1", "p1", 10), post("n2", "p2", 40)];
  const good = [...everywhere("p1", "n1", 10), ...everywhere("p2", "n2", 40, "p1")];

  test("a question and its answer, in order everywhere", () => {
    for (const check of ["answers", "genuine", "fifo", "causal", "delivery", "prompt"]) expect([check, judge(check, { drawn: asked, upcalls: good })?.verdict]).toEqual([check, "valid"]);
  });

  test("nothing is known where nothing was delivered", () => {
    for (const check of ["genuine", "fifo", "causal"]) expect(judge(check, { drawn: asked })?.verdict).toBe("unknown");
    for (const check of ["delivery", "prompt"]) expect(judge(check, { drawn: [] })?.verdict).toBe("unknown");
  });

  test("what is delivered has to be a post, posted before, and once at each node", () => {
    const said = (upcall: Upcall) => judge("genuine", { drawn: asked, upcalls: [...good, upcall] })?.say;
    expect(said({ ...shows("n3", "p1", 90), value: "p1" })).toContain("a delivery looks like");
    expect(said({ ...shows("n3", "p1", 90), value: { post: "p1" } })).toContain("a delivery looks like");
    expect(said(shows("n3", "p9", 90))).toContain("nobody had posted that by then");
    expect(said(shows("n3", "p2", 30))).toContain("nobody had posted that by then");
    expect(said(shows("n3", "p1", 90))).toBe('n3 delivered {"post":"p1","answers":null} at 0.090 s: it had delivered that post before.');
  });

  test("a post answers what its node had delivered last, or what it delivered while it worked on the request", () => {
    const answering = (answers: Json) => judge("genuine", { drawn: asked, upcalls: [...everywhere("p1", "n1", 10), shows("n3", "p2", 60, answers), shows("n2", "p2", 40, "p1")] });
    expect(answering("p1")).toMatchObject({ verdict: "valid" });
    expect(answering(null)).toMatchObject({
      verdict: "invalid",
      say: "n3 delivered p2 at 0.060 s as an answer to null. When n2 was asked to post it, at 0.040 s, what it had delivered last was \"p1\".",
      witnesses: [40 * MS, 60 * MS + 1],
    });
    const during = [post("n1", "p1", 10), post("n2", "p2", 25)];
    const upcalls = [...everywhere("p1", "n1", 10), shows("n2", "p2", 35, "p1"), shows("n3", "p2", 60, "p1")];
    expect(judge("genuine", { drawn: during, upcalls })).toMatchObject({ verdict: "valid" });
  });

  test("FIFO: two posts of one author", () => {
    const drawn = [post("n1", "p1", 10), post("n1", "p2", 20)];
    const upcalls = [shows("n1", "p1", 10), shows("n1", "p2", 20, "p1"), shows("n2", "p2", 40, "p1"), shows("n2", "p1", 60)];
    expect(judge("fifo", { drawn, upcalls })).toMatchObject({
      verdict: "invalid",
      say: "n2 delivered p2 at 0.040 s before p1, which it delivered at 0.060 s: n1 had broadcast p1 when it broadcast p2.",
      witnesses: [10 * MS, 20 * MS, 40 * MS + 1],
    });
    expect(judge("fifo", { drawn, upcalls: upcalls.slice(0, 3) })?.say).toContain("before p1, which it never delivered");
  });

  test("causal order: an answer before its question is told with what made it one", () => {
    const upcalls = [...everywhere("p1", "n1", 10).slice(0, 2), shows("n2", "p2", 40, "p1"), shows("n3", "p2", 60, "p1"), shows("n3", "p1", 90)];
    expect(judge("causal", { drawn: asked, upcalls })).toMatchObject({
      verdict: "invalid",
      say: "n3 delivered p2 at 0.060 s before p1, which it delivered at 0.090 s: n2 had delivered p1 when it broadcast p2.",
      witnesses: [10 * MS, 40 * MS, 60 * MS + 1],
    });
    expect(judge("fifo", { drawn: asked, upcalls })).toMatchObject({ verdict: "valid" });
  });

  test("causal order: what a node delivers after it was asked is no cause", () => {
    const drawn = [post("n1", "p1", 10), post("n2", "p2", 15)];
    const upcalls = [shows("n1", "p1", 10), shows("n2", "p2", 15), shows("n2", "p1", 30), shows("n3", "p2", 35), shows("n3", "p1", 50)];
    expect(judge("causal", { drawn, upcalls })).toMatchObject({ verdict: "valid" });
  });

  test("a post that its node never confirmed and nobody delivered comes before nothing", () => {
    const drawn = [post("n1", "p1", 10, false), post("n1", "p2", 20)];
    expect(judge("fifo", { drawn, upcalls: everywhere("p2", "n1", 20) })).toMatchObject({ verdict: "valid" });
  });

  test("all that a node which never failed has posted or delivered is delivered", () => {
    const missing = good.filter(({ node, value }) => !(node === "n3" && (value as { post: string }).post === "p2"));
    expect(judge("delivery", { drawn: asked, upcalls: missing })).toMatchObject({ verdict: "invalid", figures: { missing: 1 } });
    const down: Outage[] = [{ kind: "down", node: "n3", fromUs: 50 * MS, untilUs: 2_000 * MS }];
    expect(judge("delivery", { drawn: asked, upcalls: missing, outages: down })).toMatchObject({ verdict: "valid" });
  });

  test("what only its crashed author knew may be missing, and what one other node delivered may not", () => {
    const outages: Outage[] = [{ kind: "down", node: "n2", fromUs: 50 * MS, untilUs: 2_000 * MS }];
    const upcalls = [...everywhere("p1", "n1", 10), shows("n2", "p2", 40, "p1")];
    expect(judge("delivery", { drawn: asked, upcalls, outages })).toMatchObject({ verdict: "valid" });
    const known = judge("delivery", { drawn: asked, upcalls: [...upcalls, shows("n1", "p2", 60, "p1")], outages });
    expect(known).toMatchObject({ verdict: "invalid", witnesses: [40 * MS, 60 * MS + 1] });
    expect(known?.say).toContain("n1 delivered it at 0.060 s. n2 has crashed since, and cannot send it again.");
  });

  test("late is what takes more than 1.5 messages", () => {
    const late = (ms: number) => judge("prompt", { drawn: [post("n1", "p1", 10)], upcalls: [shows("n1", "p1", 10), shows("n2", "p1", 30), shows("n3", "p1", 10 + ms)] });
    expect(late(30)).toMatchObject({ verdict: "valid", figures: { "max-ms": 30 } });
    expect(late(31)).toMatchObject({ verdict: "invalid", figures: { "max-ms": 31 } });
  });

  test("messages and bytes for each post", () => {
    expect(judge("frugal", { drawn: asked, counters: { serverMessages: 14, serverBytes: 2_000 } })).toMatchObject({ verdict: "valid", figures: { "msgs-per-op": 7, "bytes-per-op": 1_000 } });
    expect(judge("frugal", { drawn: asked, counters: { serverMessages: 15, serverBytes: 2_000 } })?.say).toContain("messages for each post");
    expect(judge("frugal", { drawn: asked, counters: { serverMessages: 14, serverBytes: 2_002 } })?.say).toContain("bytes for each post");
    expect(judge("frugal", { drawn: asked })).toMatchObject({ verdict: "unknown" });
  });

  test("replies are read by their type", () => {
    const operation = { atUs: 0, client: 0, node: "n1", f: "post", value: "p1", body: { type: "post" } };
    expect(causalBroadcast.readReply(operation, { type: "post_ok" })).toBe("p1");
    expect(causalBroadcast.readReply(operation, { type: "posted" })).toBeNull();
  });
});
