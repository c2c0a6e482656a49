/**
 * Goal: the searches of the labs end by themselves on the reference, and show wrong programs in few steps. Method: each
 * search of each lab with the reference, and the wrong programs that it can catch, in the judge's engine.
 */
import { describe, expect, test } from "vitest";
import { labs } from "@/domain/labs/catalogue";
import { readContent } from "@/server/catalog/read-content";
import { searcherOf } from "../support/judge-host";

/** Minutes only where the machine has much else to do. */
const PATIENCE_MS = 300_000;

/** By lab and search: wrong programs, the check that they break, and the steps of the shortest run that does. */
const CAUGHT: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, readonly [check: string, steps: number]>>>>>> = {
  "unique-ids": {
    "two-lives": {
      "count-in-memory.ts": ["unique", 4],
      "snowflake-guarded-in-memory.ts": ["unique", 4],
      "snowflake.ts": ["unique", 4],
      "time-and-name.ts": ["unique", 2],
      "writes-without-fsync.ts": ["unique", 4],
    },
  },
  "two-phase-commit": {
    "coordinator-crash": { "logs-no-commits.ts": ["agreement", 13], "tells-before-logging.ts": ["agreement", 15] },
    "participant-crash": {},
    "one-refuses": { "always-votes-yes.ts": ["refusals", 8], "applies-when-prepared.ts": ["refusals", 3], "silence-is-consent.ts": ["refusals", 6] },
  },
  "raft-election": {
    "two-candidates": {
      "answers-before-the-disk.ts": ["durable-votes", 3],
      "counts-late-votes.ts": ["one-leader", 7],
      "half-is-enough.ts": ["one-leader", 3],
      "votes-for-whoever-asks.ts": ["one-leader", 6],
      "writes-without-fsync.ts": ["durable-votes", 2],
    },
    "voter-crashes": {},
  },
};

const contents = new Map(readContent("content").labs.map(({ name, texts }) => [name, texts]));

for (const lab of labs.filter(({ searches = [] }) => searches.length > 0)) {
  describe(lab.id, () => {
    const sources = contents.get(lab.id);
    const searches = (lab.searches ?? []).map(({ id }) => id);

    test.each(searches)("Q2: the reference passes the search %s within its budget", { timeout: PATIENCE_MS }, async (id) => {
      const { result, excerpt } = await searcherOf(lab, sources?.get("reference.ts") ?? "")(id);
      expect(result).toMatchObject({ verdict: "passed", broken: null });
      expect(excerpt).toBeNull();
    });

    const wrong = searches.flatMap((id) => Object.entries(CAUGHT[lab.id]?.[id] ?? {}).map(([program, [check, steps]]) => ({ id, program, check, steps })));
    test.each(wrong)("Q4: the search $id shows $program in $steps steps", { timeout: PATIENCE_MS }, async ({ id, program, check, steps }) => {
      const { result, excerpt } = await searcherOf(lab, sources?.get(`wrong/${program}`) ?? "")(id);
      expect(result).toMatchObject({ verdict: "failed", broken: { check } });
      expect(result.say).toContain(`${steps} steps after the start`);
      expect(excerpt).toMatchObject({ n: result.n, scenario: id, check });
      expect(excerpt?.events.length).toBe(excerpt?.eventsInRun);
    });
  });
}
