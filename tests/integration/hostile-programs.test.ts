/**
 * Goal: programs that mean harm end as they must, and the next program in the same fence runs as if nothing had been.
 * Method: the product's own fence; between two of them a good program, whose trace hash is known.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prepareProgram } from "@/sandbox/program";
import { GOOD_PROGRAM, HOSTILE_PROGRAMS, type HostileProgram } from "../support/hostile-programs";
import { type Fence, openFence, type SeedOutcome } from "../../workers/judge/supervisor";

/** Of processor time; far above what the good program takes, for programs that nothing else ends. */
const UNMETERED_MS = 3_000;
const SEED = { n: 1, seed: "1" };

function prepared(source: string): string {
  const preparation = prepareProgram(source);
  if (!preparation.ok) throw new Error(preparation.problems[0]?.message);
  return preparation.program.js;
}

async function runIn(fence: Fence, source: string): Promise<SeedOutcome> {
  const outcomes: SeedOutcome[] = [];
  await fence.run({ lab: "unique-ids", program: prepared(source), inspect: false, seeds: [SEED] }, (outcome) => void outcomes.push(outcome));
  const [outcome] = outcomes;
  if (outcome === undefined) throw new Error("no outcome");
  return outcome;
}

function howItEnded(outcome: SeedOutcome): { kind: string; says: string } {
  if (outcome.kind === "cut") return { kind: "cut", says: outcome.cut };
  const { ending } = outcome.record;
  return ending.kind === "program-failed" ? { kind: ending.failure.kind, says: ending.failure.message } : { kind: ending.kind, says: "" };
}

const traceOf = (outcome: SeedOutcome) => (outcome.kind === "record" ? outcome.record.traceHash : outcome.cut);

const refused = HOSTILE_PROGRAMS.filter(({ ends }) => ends === "refused");
const cut = HOSTILE_PROGRAMS.filter(({ ends }) => ends === "cut");
const metered = HOSTILE_PROGRAMS.filter(({ ends }) => ends !== "refused" && ends !== "cut");

test("there are enough of them", () => expect(HOSTILE_PROGRAMS.length).toBeGreaterThanOrEqual(60));

test.each(refused)("refused: $name", ({ source, says = /./ }) => {
  const preparation = prepareProgram(source);
  expect(preparation.ok).toBe(false);
  expect(preparation.ok || preparation.problems[0]?.message).toMatch(says);
});

let goodTrace = "";
beforeAll(async () => {
  const untouched = await openFence();
  goodTrace = traceOf(await runIn(untouched, GOOD_PROGRAM));
  await untouched.close();
  expect(goodTrace).toMatch(/^[0-9a-f]{16}$/);
});

describe("ended by gas, by limits, or by nothing to gain", () => {
  let fence: Fence;
  beforeAll(async () => {
    fence = await openFence();
  });
  afterAll(() => fence.close());

  test.each(metered)("$ends: $name", async ({ source, ends, says = /^/ }: HostileProgram) => {
    const before = fence.pid();
    const outcome = await runIn(fence, source);
    const { kind, says: said } = howItEnded(outcome);
    expect(kind, said).toBe(ends);
    expect(said).not.toMatch(/escaped/);
    expect(said).toMatch(says);
    expect(fence.pid()).toBe(before);
    expect(traceOf(await runIn(fence, GOOD_PROGRAM))).toBe(goodTrace);
  });

  test("the same failure at the same place in another process", async () => {
    const other = await openFence();
    for (const name of ["a loop that catches what stops it", "memory that all three nodes fill little by little", "calls without end"]) {
      const source = HOSTILE_PROGRAMS.find((program) => program.name === name)?.source ?? "";
      const [one, two] = [await runIn(fence, source), await runIn(other, source)];
      expect(one.kind === "record" && two.kind === "record" && one.record).toEqual(two.kind === "record" && two.record);
    }
    await other.close();
  });
});

describe("ended by the clock", () => {
  let fence: Fence;
  beforeAll(async () => {
    fence = await openFence({ limits: { seedCpuMs: UNMETERED_MS } });
  });
  afterAll(() => fence.close());

  test.each(cut)("$name", async ({ source }) => {
    const before = fence.pid();
    expect(howItEnded(await runIn(fence, source))).toEqual({ kind: "cut", says: "killed after 3 s of computing without an end; this is not reproducible" });
    expect(fence.pid()).not.toBe(before);
    expect(traceOf(await runIn(fence, GOOD_PROGRAM))).toBe(goodTrace);
  });
});
