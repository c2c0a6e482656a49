import { describe, expect, test } from "vitest";
import { plainHost, type PlainNode } from "../../../tests/support/plain-host";
import { smallPlan } from "../../../tests/support/small-plan";
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { Json } from "../simulator/message";
import type { Effect, NodeCall, NodeHost } from "../simulator/node-host";
import { runCluster } from "../simulator/run-cluster";
import type { RunRecord } from "../simulator/run-record";
import { type CheckVerdict, type LabRules, PROGRAM_CHECK } from "./lab";
import { judgeAnswers } from "./answers";
import type { Excerpt } from "./result";
import { shrunkExcerpt, SHRINK_TRIES_MAX } from "./shrink-run";

const PLAN = smallPlan({
  operationTimes: Array.from({ length: 90 }, (_, index) => 1_000 * (index + 1)),
  latency: { kind: "uniform", meanUs: 2_000 },
  faults: [{ kind: "crash", atUs: 30_500, node: "n1" }, { kind: "restart", atUs: 30_700, node: "n1" }, { kind: "partition", atUs: 10_000, sides: [["n1"], ["n2", "n3"]] }, { kind: "heal", atUs: 20_000 }],
});

/** What n1 said twice. The figures are named after the answer, as are those of checks that find different things. */
function judgeTwice({ history }: RunRecord): CheckVerdict {
  const said = history.filter(({ type, node }) => type === "ok" && node === "n1");
  const second = said.findIndex(({ value }, index) => said.some((earlier, before) => before < index && earlier.value === value));
  const figures = { [`twice-${String(said[second]?.value)}`]: 1 };
  if (second === -1) return { verdict: "valid", say: "", witnesses: [], figures: {} };
  const first = said.findIndex(({ value }) => value === said[second]?.value);
  return { verdict: "invalid", say: "said twice", witnesses: [said[first], said[second]].map((one) => one?.event ?? 0), figures };
}

const lab = (changes: Partial<LabRules["checks"][number]> = {}): LabRules => ({
  id: "test",
  version: 1,
  scenarios: [{ id: "a", share: 1, plan: () => PLAN }],
  checks: [
    { id: "twice", scenarios: ["a"], judge: judgeTwice, ...changes },
    { id: "answers", scenarios: ["a"], judge: judgeAnswers },
  ],
  readReply: (_operation, reply) => reply["value"] ?? null,
});

/** Counts what it was asked, in memory, and tells the others. */
const counting = (id: string): PlainNode => {
  let count = 0;
  return (call) => {
    if (call.do !== "message" || (call.body as { type: string }).type !== "ask") return [];
    count += 1;
    return [["send", id === "n1" ? "n2" : "n1", { type: "told", count }], ["send", call.src, { type: "answer", value: count, in_reply_to: (call.body as { msg_id: number }).msg_id }]];
  };
};

interface Play {
  readonly check?: string;
  readonly rules?: LabRules;
  readonly node?: (id: string) => PlainNode;
  readonly host?: () => NodeHost;
  readonly plan?: ClusterPlan;
  readonly triesMax?: number;
}

async function shrink({ check = "twice", rules = lab(), node = counting, host = () => plainHost(node), plan = PLAN, triesMax = Number.POSITIVE_INFINITY }: Play) {
  const tried: ClusterPlan[] = [];
  const record = (played: ClusterPlan, inspect: boolean) => runCluster(played, rules.readReply, host(), { inspect });
  const run = record(plan, true);
  const excerpt = await shrunkExcerpt(
    { lab: rules, n: 7, played: { scenario: "a", plan }, run, check },
    {
      isSpent: () => tried.length >= triesMax,
      play: (played, { inspect }) => {
        if (!inspect) tried.push(played);
        return Promise.resolve(record(played, inspect));
      },
    },
  );
  return { run, excerpt, tried };
}
const kinds = (excerpt: Excerpt | null) => excerpt?.events.map((event) => (event.kind === "handled" ? `${event.kind} ${event.trigger.kind}` : event.kind));

describe("a failing run", () => {
  test("S1 S3 is shrunk to what shows the same failure", async () => {
    const { run, excerpt, tried } = await shrink({});
    expect(run.events).toBeGreaterThan(300);
    expect(excerpt).toMatchObject({ n: 7, scenario: "a", check: "twice", say: "said twice", nodes: ["n1"], shrunkFrom: { events: run.events, tries: tried.length } });
    // What n1 tells n2 is lost, since n2 is not needed.
    const asked = ["invoked", "handled message", "lost", "completed"];
    expect(kinds(excerpt)).toEqual(["handled boot", ...asked, "crashed", "handled boot", ...asked]);
    expect(excerpt?.witnesses).toHaveLength(2);
  });

  test("S9 is shrunk the same way each time", async () => {
    const [one, other] = [await shrink({}), await shrink({})];
    expect(one.tried).toEqual(other.tried);
    expect(one.excerpt).toEqual(other.excerpt);
  });

  test("S1 is not taken for one that fails in another way", async () => {
    // After the crash n1 begins at 100 again, so the first thing that it says twice is 100 and never 1.
    const high = (id: string): PlainNode => {
      const node = counting(id);
      return (call) => node(call).map((effect) => (effect[0] === "send" && typeof effect[2] === "object" && effect[2] !== null && "value" in effect[2] ? ([effect[0], effect[1], { ...effect[2], value: Math.max(4, (effect[2] as { value: number }).value) }] as const) : effect));
    };
    const { excerpt, tried } = await shrink({ node: high, rules: lab({ judge: (run, plan) => ({ ...judgeTwice(run), figures: { [`of-${Math.min(plan.operations.length, 5)}`]: 1 } }) }) });
    expect(tried.some(({ operations }) => operations.length < 5)).toBe(true);
    expect(excerpt?.events.filter(({ kind }) => kind === "invoked")).toHaveLength(5);
  });

  test("S9 keeps the smallest run so far when enough was spent", async () => {
    const whole = await shrink({});
    const { excerpt, run } = await shrink({ triesMax: 5 });
    expect(excerpt?.shrunkFrom).toEqual({ events: run.events, tries: 5 });
    expect(excerpt?.eventsInRun).toBeLessThan(run.events);
    expect(excerpt?.eventsInRun).toBeGreaterThan(whole.excerpt?.eventsInRun ?? 0);
    expect((await shrink({ triesMax: 1 })).excerpt).toBeNull();
  });

  test("S9 is given up after so many tries, however cheap they are", async () => {
    const plan = smallPlan({ operationTimes: Array.from({ length: 260 }, (_, index) => index) });
    const isOdd = ({ value }: ClusterPlan["operations"][number]) => Number(value) % 2 === 1;
    const judge = (_run: RunRecord, { operations }: ClusterPlan): CheckVerdict => ({ verdict: operations.filter(isOdd).length === 130 ? "invalid" : "valid", say: "", witnesses: [], figures: {} });
    const { tried } = await shrink({ plan, node: () => () => [], rules: lab({ judge }) });
    expect(tried).toHaveLength(SHRINK_TRIES_MAX);
  });
});

describe("S8 what is not shrunk", () => {
  test("a failure that tells a figure about the whole run", async () => {
    expect((await shrink({ rules: lab({ measures: ["twice-1"] }) })).tried).toEqual([]);
    expect((await shrink({ rules: lab({ measures: ["twice-2"] }) })).excerpt).not.toBeNull();
  });

  test("a check that holds, and a flood", async () => {
    expect((await shrink({ check: "answers" })).excerpt).toBeNull();
    expect((await shrink({ check: PROGRAM_CHECK, plan: { ...PLAN, eventsMax: 50 } })).tried).toEqual([]);
  });
});

test("S1 a program that fails by itself is shrunk to where it fails in the same place", async () => {
  const failing = (id: string): PlainNode => {
    const node = counting(id);
    return (call) => (call.do === "message" && (call.body as { count?: number }).count === 3 ? [["nothing-of-the-kind"] as unknown as never] : node(call));
  };
  const { excerpt } = await shrink({ check: PROGRAM_CHECK, node: failing });
  expect(excerpt?.events.filter(({ kind }) => kind === "invoked")).toHaveLength(3);
  expect(excerpt?.events.find(({ number }) => number === excerpt.witnesses[0])).toMatchObject({ kind: "handled", failed: true });
});

test("S1 a program that would also fail elsewhere is not taken for it", async () => {
  let asked = 0;
  const thrown = (line: number) => `[]\u0001${JSON.stringify({ kind: "threw", message: "boom", frames: [{ name: "f", line, column: 1 }] })}\u0001`;
  /** Throws in line 3 when asked for the third time, and in line 5 when asked first by a late request. */
  const host = (): NodeHost => {
    asked = 0;
    const silent = plainHost(() => () => []);
    return {
      ...silent,
      handle: (node, call) => {
        if (!call.includes('"ask"')) return silent.handle(node, call);
        asked += 1;
        if (asked === 3) return thrown(3);
        return asked === 1 && !call.includes('"index":0,') ? thrown(5) : silent.handle(node, call);
      },
    };
  };
  const { excerpt } = await shrink({ check: PROGRAM_CHECK, host, plan: { ...PLAN, faults: [{ kind: "crash", atUs: 500, node: "n2" }, { kind: "restart", atUs: 700, node: "n2" }] } });
  expect(excerpt?.events.some(({ kind }) => kind === "crashed")).toBe(false);
  expect(excerpt?.events.filter(({ kind }) => kind === "invoked")).toHaveLength(3);
});

describe("the end", () => {
  const deaf = (): PlainNode => (call) => (call.do === "message" && (call.body as { index?: number }).index === 40 ? [] : counting("n1")(call));

  test("S7 comes sooner, but no request is called unanswered because of it", async () => {
    const { excerpt } = await shrink({ check: "answers", node: deaf });
    const times = excerpt?.events.flatMap(({ kind, atUs }) => (kind === "invoked" || kind === "completed" ? [atUs] : []));
    expect(times).toEqual([1_000, 1_000 + PLAN.clientTimeoutUs]);
  });

  test("S7 makes no late answer a missing one", async () => {
    // The third request would be answered late; the fourth makes it forgotten, and is itself answered after the third was given up.
    const forgetful = (): PlainNode => {
      let count = 0;
      const answer = (call: Extract<NodeCall, { do: "message" }>): Effect => ["send", call.src, { type: "answer", value: 1, in_reply_to: (call.body as { msg_id: number }).msg_id }];
      return (call) => {
        if (call.do === "timer") return [call.data as unknown as Effect];
        if (call.do !== "message") return [];
        count += 1;
        if (count === 3) return [["timer", "late", 9, answer(call) as unknown as Json]];
        return count === 4 ? [["clear", "late"], ["timer", "other", 8, answer(call) as unknown as Json]] : [answer(call)];
      };
    };
    const operations = [1_000, 2_000, 3_000, 9_000].map((atUs, client) => ({ atUs, client, node: "n1", f: "ask", value: client, body: { type: "ask" } }));
    const { tried, excerpt } = await shrink({ check: "answers", node: forgetful, plan: smallPlan({ operations }) });
    expect(tried.some(({ endAtUs, operations }) => endAtUs === 13_000 && operations.length === 3)).toBe(true);
    expect(excerpt?.events.filter(({ kind }) => kind === "invoked")).toHaveLength(4);
  });

  test("S7 stays where a failure has to be waited for", async () => {
    const ends = async (rules: LabRules) => (await shrink({ rules })).tried.map(({ endAtUs }) => endAtUs);
    expect(Math.min(...(await ends(lab())))).toBeLessThan(PLAN.endAtUs);
    expect(new Set(await ends(lab({ liveness: true })))).toEqual(new Set([PLAN.endAtUs]));
  });
});

test("S6 operations of a check's last look stay, and otherwise those of a plan that has settled", async () => {
  const keptFrom = 85_000;
  const settled = { ...PLAN, settledAtUs: keptFrom };
  for (const wish of [{ rules: lab({ lastLookUs: () => keptFrom }) }, { plan: settled }, { rules: lab({ lastLookUs: () => keptFrom }), plan: { ...PLAN, settledAtUs: 0 } }]) {
    const { excerpt } = await shrink(wish);
    const invoked = excerpt?.events.flatMap((event) => (event.kind === "invoked" ? [event] : [])) ?? [];
    const [look, last] = invoked.slice(-2).map(({ atUs }) => atUs);
    expect((last ?? 0) - (look ?? 0), "the last look is as it was").toBe(3_000);
    expect(invoked.length).toBeLessThan(5);
  }
});
