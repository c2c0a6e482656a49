/**
 * Goal: a wrong program's failure is shown in few events. Method: each wrong program of two labs, on the seed that its
 * lab names, shrunk in the judge's engine.
 */
import { describe, expect, test } from "vitest";
import { findLab } from "@/domain/labs/catalogue";
import { planOf } from "@/domain/labs/run-seed";
import { shrunkExcerpt } from "@/domain/labs/shrink-run";
import { readContent } from "@/server/catalog/read-content";
import { playerOf } from "../support/judge-host";

const LABS = ["unique-ids", "broadcast"];
const EVENTS_MAX = 30;
/** Minutes only where the machine has much else to do. */
const PATIENCE_MS = 600_000;
/** So many tries are enough, and what is left then is the same on every machine. */
const TRIES_MAX = 200;
/** A program whose failure needs so many draws of its own chance that no fewer requests can show it. */
const NEEDS_MANY: Readonly<Record<string, number>> = { "sixteen-random-bits.ts": 1_500 };
/** Their failures are figures about the whole run. */
const MEASURED = ["flood-along-the-grid.ts", "tells-everybody.ts", "sends-the-whole-set.ts", "half-second-batches.ts", "hub-with-slow-retries.ts"];

for (const { name, lab: content, texts } of readContent("content").labs.filter(({ name }) => LABS.includes(name))) {
  const lab = findLab(name);
  if (lab === undefined || content === null) throw new Error(`${name} is no lab that can be read`);
  describe(name, () => {
    test.each(content.wrong)("$program breaks $caughtBy in few events", { timeout: PATIENCE_MS }, async ({ program, caughtBy, seed }) => {
      const play = playerOf(lab, texts.get(`wrong/${program}`) ?? "");
      const played = planOf(lab, seed, `${seed}`);
      const run = await play(played.plan, { inspect: true });
      let tries = 0;
      const excerpt = await shrunkExcerpt({ lab, n: seed, played, run, check: caughtBy }, { isSpent: () => (tries += 1) >= TRIES_MAX, play });
      if (MEASURED.includes(program)) return expect(excerpt).toBeNull();
      expect(excerpt).toMatchObject({ check: caughtBy, shrunkFrom: { events: run.events } });
      expect(excerpt?.eventsInRun).toBeLessThan(NEEDS_MANY[program] ?? EVENTS_MAX);
      expect(excerpt?.witnesses.every((witness) => excerpt.events.some(({ number }) => number === witness))).toBe(true);
    });
  });
}
