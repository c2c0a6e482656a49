import { describe, expect, test } from "vitest";
import { type Drawn, historyOf } from "../../../tests/support/histories";
import { runRecord } from "../../../tests/support/run-records";
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { Json } from "../simulator/message";
import type { TraceEvent } from "../simulator/trace";
import { rateLimiter } from "./rate-limiter";
import type { Ask } from "./rate-limiter-checks";
import { planOf } from "./run-seed";

const MS = 1_000;
const plans = Array.from({ length: 64 }, (_, index) => planOf(rateLimiter, index + 1, `${index + 1}`));

describe("plans", () => {
  test("every scenario occurs in any 16 seeds in a row, with its faults and no others", () => {
    for (let start = 0; start + 16 <= plans.length; start += 1) {
      expect(new Set(plans.slice(start, start + 16).map(({ scenario }) => scenario)).size).toBe(rateLimiter.scenarios.length);
    }
    const kinds: Record<string, Set<string>> = {};
    for (const { scenario, plan } of plans) for (const { kind } of plan.faults) (kinds[scenario] ??= new Set()).add(kind);
    expect(kinds).toEqual({ clocks: new Set(["clock-jump"]), "cut-off": new Set(["cut", "heal"]) });
  });

  test("a key has one rule, one scope and one way to fail, and comes at whole milliseconds", () => {
    for (const { plan } of plans) {
      const asks = new Map<string, string>();
      for (const { value, atUs } of plan.operations) {
        const { key, ...rest } = value as unknown as Ask;
        expect(asks.get(key) ?? JSON.stringify(rest)).toBe(JSON.stringify(rest));
        asks.set(key, JSON.stringify(rest));
        expect(atUs % MS).toBe(0);
      }
    }
  });

  test("clocks are only put back, and those of a shared limit differ by at most 20 ms and stay", () => {
    for (const { scenario, plan } of plans) {
      for (const fault of plan.faults) if (fault.kind === "clock-jump") expect(fault.byMs).toBeLessThan(0);
      if (scenario !== "shared" && scenario !== "cut-off") continue;
      const offsets = Object.values(plan.clockOffsetsMs);
      expect(Math.max(...offsets) - Math.min(...offsets)).toBeLessThanOrEqual(20);
    }
  });

  test("a cut takes away what lin-kv sends, of one or two nodes, and is healed before the last requests", () => {
    for (const { plan } of plans.filter(({ scenario }) => scenario === "cut-off")) {
      const [cut, heal] = plan.faults;
      const deaf = cut?.kind === "cut" ? cut.links.filter(([from]) => from === "lin-kv").length : 0;
      expect([1, 2]).toContain(deaf);
      expect(heal?.atUs).toBeLessThanOrEqual(plan.settledAtUs ?? 0);
      expect(plan.operations.filter(({ atUs }) => atUs > (plan.settledAtUs ?? 0))).toHaveLength(24);
    }
  });
});

describe("checks", () => {
  const WINDOW: Ask = { key: "k", rule: { limit: 2, windowMs: 100 }, scope: "node", onFailure: "closed" };
  const BUCKET: Ask = { key: "k", rule: { rate: 10, burst: 2 }, scope: "cluster", onFailure: "closed" };
  const plan: ClusterPlan = { ...planOf(rateLimiter, 1, "1").plan, nodes: ["n1", "n2"], settledAtUs: 2_000 * MS };
  const asked = (ask: Ask, atMs: number, allowed: boolean | null = true, { node = "n1", tookMs = 0 } = {}): Drawn =>
    ({ f: "allow", value: ask as unknown as Json, node, at: atMs * MS, ...(allowed === null ? {} : { end: (atMs + tookMs) * MS, result: allowed }) });

  interface Run {
    readonly faults?: ClusterPlan["faults"];
    readonly trace?: readonly TraceEvent[];
  }

  const judge = (check: string, drawn: readonly Drawn[], { faults = [], trace = [] }: Run = {}) =>
    rateLimiter.checks.find(({ id }) => id === check)?.judge({ ...runRecord(historyOf(drawn)), trace }, { ...plan, faults });

  test("a window wherever it begins", () => {
    expect(judge("window", [asked(WINDOW, 90), asked(WINDOW, 95), asked(WINDOW, 190)])).toMatchObject({ verdict: "valid" });
    expect(judge("window", [asked(WINDOW, 90), asked(WINDOW, 95), asked(WINDOW, 110), asked(WINDOW, 120, false)])).toMatchObject({
      verdict: "invalid",
      say: "3 requests of k were let through from 0.090 s to 0.110 s. The rule is at most 2 in any 100 ms, so 2 may pass in that time. 1 key went over the limit.",
      figures: { "times-limit": 1.5 },
    });
    expect(judge("window", [asked(WINDOW, 90, false)])).toMatchObject({ verdict: "unknown" });
  });

  test("a bucket over any interval, and keys by themselves", () => {
    expect(judge("bucket", [asked(BUCKET, 0), asked(BUCKET, 0), asked(BUCKET, 100)])).toMatchObject({ verdict: "valid" });
    expect(judge("bucket", [asked(BUCKET, 0), asked(BUCKET, 0), asked(BUCKET, 90)])?.say).toContain("a burst of 2 and 10 a second, so 2.9 may pass");
    expect(judge("bucket", [asked(BUCKET, 0), asked(BUCKET, 0), asked({ ...BUCKET, key: "l" }, 90)])).toMatchObject({ verdict: "valid" });
  });

  test("all nodes count together, with a twentieth to spare", () => {
    const wide: Ask = { ...BUCKET, rule: { rate: 10, burst: 20 } };
    const burst = (size: number) => Array.from({ length: size }, (_, index) => asked(wide, 0, true, { node: index % 2 === 0 ? "n1" : "n2" }));
    expect(judge("shared", burst(21))).toMatchObject({ verdict: "valid" });
    expect(judge("shared", burst(22))).toMatchObject({ verdict: "invalid" });
  });

  const CUT: ClusterPlan["faults"] = [{ kind: "cut", atUs: 500 * MS, links: [["lin-kv", "n2"]] }, { kind: "heal", atUs: 900 * MS }];

  test("an open key is not limited at a node that is cut off, and is at all others", () => {
    const open: Ask = { ...BUCKET, onFailure: "open" };
    const three = (node: string, atMs: number) => Array.from({ length: 3 }, () => asked(open, atMs, true, { node }));
    expect(judge("shared", [...three("n2", 600), asked(open, 600)], { faults: CUT })).toMatchObject({ verdict: "valid" });
    expect(judge("shared", three("n1", 600), { faults: CUT })).toMatchObject({ verdict: "invalid" });
    expect(judge("shared", three("n2", 1_500), { faults: CUT })).toMatchObject({ verdict: "invalid" });
  });

  test("while a node hears nothing of the store, open and closed are as asked", () => {
    const decided = (onFailure: Ask["onFailure"], allowed: boolean, node = "n2") => judge("cut-off", [asked({ ...BUCKET, onFailure }, 600, allowed, { node, tookMs: 100 })], { faults: CUT })?.verdict;
    expect([decided("open", true), decided("closed", false)]).toEqual(["valid", "valid"]);
    expect([decided("open", false), decided("closed", true)]).toEqual(["invalid", "invalid"]);
    expect(decided("closed", true, "n1")).toBe("unknown");
    const late = judge("cut-off", [asked(BUCKET, 850, true, { node: "n2", tookMs: 100 })], { faults: CUT });
    expect(late).toMatchObject({ verdict: "unknown" });
  });

  test("after the cut a key that is new passes", () => {
    expect(judge("cut-off", [asked(BUCKET, 2_500)], { faults: CUT })).toMatchObject({ verdict: "valid" });
    expect(judge("cut-off", [asked(BUCKET, 2_500, false)], { faults: CUT })?.say).toContain("although lin-kv is there again");
  });

  test("what may pass does: of each key, and of all", () => {
    const some = (key: string, allowed: number, asking: number) => Array.from({ length: asking }, (_, index) => asked({ ...WINDOW, key }, index * 60, index < allowed));
    expect(judge("use", some("k", 20, 20))).toMatchObject({ verdict: "valid", figures: { "unused-percent": 0 } });
    expect(judge("use", [...some("k", 200, 200), ...some("l", 17, 20)])).toMatchObject({ verdict: "invalid", say: expect.stringContaining("Of l (at most 2 in any 100 ms) 20 of 20 requests may pass, and 17 did.") as string });
    expect(judge("use", Array.from({ length: 20 }, (_, index) => some(`k${index}`, 9, 10)).flat())).toMatchObject({ verdict: "invalid", figures: { "unused-percent": 10 } });
    expect(judge("use", [])).toMatchObject({ verdict: "unknown" });
  });

  test("a clock that was put back: neither too much nor far too little", () => {
    const steady = (isAllowed: (index: number) => boolean) => Array.from({ length: 40 }, (_, index) => asked(WINDOW, index * 60, isAllowed(index)));
    expect(judge("clocks", steady((index) => index > 2))).toMatchObject({ verdict: "valid" });
    expect(judge("clocks", steady((index) => index > 12))).toMatchObject({ verdict: "invalid" });
    expect(judge("clocks", [...steady(() => true), asked(WINDOW, 1, true)])).toMatchObject({ verdict: "invalid" });
  });

  test("what lin-kv holds in the end, by key of the requests", () => {
    const served = (number: number, body: Json, reply: string): TraceEvent => ({
      ...{ number, atUs: number, kind: "served", service: "lin-kv" },
      request: { number, from: "n1", to: "lin-kv", body },
      reply: { number, from: "lin-kv", to: "n1", body: { type: reply } },
    });
    const held = (to: Json, reply = "cas_ok") => judge("memory", [asked(BUCKET, 0)], { trace: [served(0, { type: "write", key: "k", value: "x".repeat(500) }, "write_ok"), served(1, { type: "cas", key: "k", from: 0, to }, reply)] });
    expect(held(7)).toMatchObject({ verdict: "valid", figures: { "bytes-per-key": 4 } });
    expect(held("y".repeat(200))).toMatchObject({ verdict: "invalid", figures: { "bytes-per-key": 205 } });
    expect(held(7, "error")).toMatchObject({ verdict: "invalid", figures: { "bytes-per-key": 505 } });
    expect(judge("memory", [asked(BUCKET, 0)])).toMatchObject({ verdict: "unknown" });
  });

  test("replies are read by their type and hold yes or no", () => {
    const operation = { atUs: 0, client: 0, node: "n1", f: "allow", value: null, body: { type: "allow" } };
    expect(rateLimiter.readReply(operation, { type: "allow_ok", allowed: false })).toBe(false);
    expect(rateLimiter.readReply(operation, { type: "allow_ok", allowed: "true" })).toBeNull();
    expect(rateLimiter.readReply(operation, { type: "ok", allowed: true })).toBeNull();
  });
});
