/**
 * Goal: a run that is led by hand is judged as far as it has come, and nobody is blamed for what has yet to happen (rules
 * B1 to B5 of src/domain/labs/SPEC.md). Method: programs of the labs in the judge's engine, wrong ones led to their
 * mistake, and every reference stopped in the middle of its runs.
 */
import { describe, expect, test } from "vitest";
import { groundOfSearch, groundOfSeed, type ManualGround, type ManualState, playByHand } from "@/domain/labs/by-hand";
import { findLab, labs } from "@/domain/labs/catalogue";
import type { LabRules } from "@/domain/labs/lab";
import { planOf } from "@/domain/labs/run-seed";
import { shrinkRun } from "@/domain/labs/shrink-run";
import { readChoices } from "@/domain/simulator/manual/choice";
import { readContent } from "@/server/catalog/read-content";
import { playerOf, searchHostOf } from "../support/judge-host";

const PATIENCE_MS = 300_000;
const contents = new Map(readContent("content").labs.map(({ name, texts }) => [name, texts]));
const sourceOf = (lab: string, file: string): string => contents.get(lab)?.get(file) ?? "";
const uniqueIds = findLab("unique-ids") as LabRules;

async function lead(ground: ManualGround, file: string, text: string, from = 0): Promise<ManualState> {
  const choices = readChoices(text);
  if (choices === null) throw new Error(`${text} is no list of choices`);
  return playByHand(ground, { from, choices }, await searchHostOf(sourceOf(ground.lab.id, file)));
}

const CRASH_BETWEEN = "o0,cn1.0,rn1,o1";

describe("the small cluster of a search", () => {
  const ground = groundOfSearch(uniqueIds, "two-lives");

  test("B1: stands at its start, with an end and with time between its nodes", async () => {
    const { offers, hasEnded, excerpt } = await lead(ground, "reference.ts", "");
    expect({ hasEnded, nodes: offers.nodes.map(({ node }) => node), asks: offers.operations.map(({ operation }) => operation) }).toEqual({ hasEnded: false, nodes: ["n1", "n2"], asks: [0, 1, 2] });
    expect(excerpt).toMatchObject({ check: "", say: "", witnesses: [], scenario: "two-lives" });
    expect((await lead(ground, "reference.ts", "z")).hasEnded).toBe(true);
  });

  test("B2, B3: a wrong program is led to its mistake, and it is told which choice it was", async () => {
    const { excerpt, brokenAfter, taken } = await lead(ground, "wrong/writes-without-fsync.ts", `${CRASH_BETWEEN},o2`);
    expect({ check: excerpt.check, brokenAfter, taken }).toEqual({ check: "unique", brokenAfter: 4, taken: 5 });
    expect(excerpt.say).toMatch(/n1/);
    expect(excerpt.events.map(({ number }) => number)).toContain(excerpt.witnesses.at(-1));
  });

  test("B2: the reference is not, whoever holds its messages back", async () => {
    expect((await lead(ground, "reference.ts", `${CRASH_BETWEEN},z`)).checks).toMatchObject([{ check: "program", verdict: "passed" }, { check: "unique", verdict: "passed" }]);
  });

  test("B4: what is not possible is left out, and so is what follows", async () => {
    const { taken, eventsAfter, excerpt } = await lead(ground, "reference.ts", "o0,rn1,o1");
    expect([taken, eventsAfter.length]).toEqual([1, 2]);
    expect(excerpt.traceHash).toBe((await lead(ground, "reference.ts", "o0")).excerpt.traceHash);
  });

  test("B5: a request that waits has no end", async () => {
    const { excerpt } = await lead(ground, "reference.ts", "o0");
    expect(excerpt.events.map(({ kind }) => kind)).toEqual(["handled", "handled", "invoked", "handled"]);
  });
});

test("B1, B3: a seed goes on from where its smallest failing run stood", { timeout: PATIENCE_MS }, async () => {
  const file = "wrong/writes-without-fsync.ts";
  const play = playerOf(uniqueIds, sourceOf("unique-ids", file));
  for (let n = 1; ; n += 1) {
    const played = planOf(uniqueIds, n, `${n}`);
    if (played.scenario !== "crashes") continue;
    const run = await play(played.plan, { inspect: true });
    const smallest = await shrinkRun({ lab: uniqueIds, n, played, run, check: "restarts" }, { play, isSpent: () => false });
    if (smallest === null) continue;
    const { eventsInRun, traceHash } = smallest.excerpt;
    const ground = groundOfSeed(uniqueIds, n, smallest.plan);
    expect((await lead(ground, file, "z")).excerpt.traceHash).toBe(traceHash);
    const atEnd = await lead(ground, file, "", eventsInRun);
    expect([atEnd.excerpt.check, atEnd.brokenAfter]).toEqual(["restarts", 0]);
    expect((await lead(ground, file, "", eventsInRun - 4)).excerpt.check).toBe("");
    return;
  }
});

describe("B2: no reference is blamed for what has yet to happen", () => {
  const MIDDLES = [150, 700];
  const scenariosOf = (lab: LabRules): number[] => lab.scenarios.map(({ id }) => Array.from({ length: 64 }, (_, index) => index + 1).find((n) => planOf(lab, n, `${n}`).scenario === id) ?? 1);
  const cases = labs.flatMap((lab) => scenariosOf(lab).map((n) => ({ id: lab.id, n, lab })));

  test.each(cases)("$id, seed $n", { timeout: PATIENCE_MS }, async ({ lab, n }) => {
    for (const from of MIDDLES) {
      const { checks } = await lead(groundOfSeed(lab, n), "reference.ts", "", from);
      expect(checks.filter(({ verdict }) => verdict === "failed"), `after ${from} events`).toEqual([]);
    }
  });
});
