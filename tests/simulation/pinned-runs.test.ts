/**
 * The labs hold what they promise, seed by seed, in the judge's engine: the reference passes, the starter fails as it
 * says, and each wrong program is caught by the check that is to catch it. And a run is the same run for ever: the
 * trace hashes of pinned-runs.json change only with a new version of the lab or of the engine.
 *
 * To write pinned-runs.json anew: PINNED_RUNS=write npx vitest run --project unit tests/simulation/pinned-runs.test.ts
 */
import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { labs } from "@/domain/labs/catalogue";
import { PROGRAM_CHECK } from "@/domain/labs/lab";
import type { SeedResult } from "@/domain/labs/result";
import { planOf } from "@/domain/labs/run-seed";
import { ENGINE_VERSION } from "@/domain/simulator/engine-version";
import { programHash } from "@/sandbox/program-hash";
import { readContent } from "@/server/catalog/read-content";
import { judgePublicSeed } from "../support/judge-host";

const FILE = path.join(import.meta.dirname, "pinned-runs.json");
const SEEDS_JUDGED = 16;
/** So many are kept. Their later half is played by the deep tests, when they are written, and in a browser. */
const SEEDS_PINNED = 32;
const SEEDS_HASHED = process.env.PINNED_RUNS === "write" ? SEEDS_PINNED : SEEDS_JUDGED;
const SEEDS_PLANNED = 64;

interface Pinned {
  readonly engine: number;
  readonly lab: number;
  /** Of the reference: another program has other hashes. */
  readonly program: string;
  /** Of the plans of the public seeds: a reference need not meet all that is in them. */
  readonly plans: string;
  /** Of the public seeds 1, 2, 3 … */
  readonly traceHashes: readonly string[];
}

const seeds = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
const pinned = JSON.parse(fs.readFileSync(FILE, "utf8")) as Record<string, Pinned>;
const written = new Map(readContent("content").labs.map((lab) => [lab.name, lab]));

/** One line a check that does not hold. */
const faults = ({ n, scenario, checks }: SeedResult): string[] =>
  checks.filter(({ verdict }) => verdict !== "passed").map(({ check, say }) => `seed ${n}, ${scenario}, ${check}: ${say}`);

test("every lab with rules has its content, and has its hashes pinned", () => {
  const ids = labs.map(({ id }) => id).sort();
  expect([...written.keys()].sort()).toEqual(ids);
  expect(Object.keys(pinned).sort()).toEqual(ids);
});

describe.each(labs.map((lab) => ({ id: lab.id, lab })))("$id", ({ id, lab }) => {
  const folder = written.get(id);
  const text = (file: string): string => folder?.texts.get(file) ?? "";

  test(`the reference passes ${SEEDS_JUDGED} seeds, and ${SEEDS_HASHED} of its runs are those that were pinned`, { timeout: 300_000 }, async () => {
    const results: SeedResult[] = [];
    for (const n of seeds(SEEDS_HASHED)) results.push(await judgePublicSeed(lab, text("reference.ts"), n));
    expect(results.slice(0, SEEDS_JUDGED).flatMap(faults)).toEqual([]);
    const now: Pinned = {
      engine: ENGINE_VERSION,
      lab: lab.version,
      program: programHash(text("reference.ts")),
      plans: programHash(JSON.stringify(seeds(SEEDS_PLANNED).map((n) => planOf(lab, n, `${n}`)))),
      traceHashes: results.map(({ traceHash }) => traceHash),
    };
    if (process.env.PINNED_RUNS === "write") {
      pinned[id] = now;
      fs.writeFileSync(FILE, `${JSON.stringify(pinned, null, 2)}\n`);
    }
    const then = pinned[id] as Pinned;
    expect([now.engine, now.lab, now.program], "a version or the reference changed: write the file anew").toEqual([then.engine, then.lab, then.program]);
    expect(now.plans, "the lab's plans changed: raise its version, then write the file anew").toBe(then.plans);
    expect(now.traceHashes, "the same plans gave other runs: raise ENGINE_VERSION, then write the file anew").toEqual(then.traceHashes.slice(0, SEEDS_HASHED));
    expect(then.traceHashes).toHaveLength(SEEDS_PINNED);
  });

  test("the starter is a program, and fails on something that a check names", { timeout: 300_000 }, async () => {
    const failed = new Set<string>();
    for (const n of seeds(SEEDS_JUDGED)) {
      const { checks } = await judgePublicSeed(lab, text("starter.ts"), n);
      for (const { check, verdict } of checks) if (verdict === "failed") failed.add(check);
    }
    expect([...failed].sort()).toEqual(STARTER_FAILS[id]);
  });

  test.each(folder?.lab?.wrong ?? [])("$program is caught by $caughtBy on seed $seed", { timeout: 60_000 }, async ({ program, caughtBy, seed }) => {
    const { checks } = await judgePublicSeed(lab, text(`wrong/${program}`), seed);
    expect(checks.find(({ check }) => check === PROGRAM_CHECK)?.verdict, "it fails by what it does, not by a crash").toBe("passed");
    expect(checks.find(({ check }) => check === caughtBy)?.verdict).toBe("failed");
  });
});

/** What the remarks at the head of a starter say of it. */
const STARTER_FAILS: Readonly<Record<string, readonly string[]>> = {
  "unique-ids": ["restarts", "sorted", "unique"],
  broadcast: ["fast", "five-nodes", "frugal", "lossy", "partitions"],
  "causal-broadcast": ["causal", "delivery", "fifo", "genuine"],
  "lamport-mutex": ["exclusion", "messages", "order"],
  "lease-lock": ["effects", "leases", "tokens"],
  "rate-limiter": ["bucket", "clocks", "cut-off", "shared", "use", "window"],
  "two-phase-commit": ["isolation", "recovery", "refusals"],
  crdts: ["convergence", "counter", "memory", "register", "set", "text"],
  "three-phase-commit": ["non-blocking", "price"],
  "quorum-kv": ["convergence", "nothing-lost", "read-repair", "regular", "siblings"],
  "raft-election": ["agreement", "first-leader", "form"],
  "raft-kv": ["linearizable"],
  "raft-replication": ["form", "majority", "progress"],
};
