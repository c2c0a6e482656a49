/**
 * Goal: a wrong program's failure is shown in few events. Method: two wrong programs, each on the seed that its lab
 * names, shrunk in the judge's engine. All programs of two labs are shrunk by the deep tests.
 */
import { expect, test } from "vitest";
import { findLab } from "@/domain/labs/catalogue";
import { readContent } from "@/server/catalog/read-content";
import { shrinkWrongProgram } from "../support/shrink-wrong-program";

const EVENTS_MAX = 30;
/** Minutes only where the machine has much else to do. */
const PATIENCE_MS = 600_000;

const folders = new Map(readContent("content").labs.map((folder) => [folder.name, folder]));

test.each([
  ["unique-ids", "count-in-memory.ts"],
  ["broadcast", "gives-up-after-three.ts"],
])("%s: %s breaks its check in few events", { timeout: PATIENCE_MS }, async (name, program) => {
  const lab = findLab(name);
  const folder = folders.get(name);
  const wrong = folder?.lab?.wrong.find((one) => one.program === program);
  if (lab === undefined || folder === undefined || wrong === undefined) throw new Error(`${name} has no ${program}`);
  const text = (file: string): string => folder.texts.get(file) ?? "";
  const { events, excerpt, ofReference } = await shrinkWrongProgram(lab, { ...wrong, source: text(`wrong/${program}`), reference: text("reference.ts") });
  expect(ofReference, "the reference passes what is left").toBe("passed");
  expect(excerpt).toMatchObject({ check: wrong.caughtBy, shrunkFrom: { events } });
  expect(excerpt?.eventsInRun).toBeLessThan(EVENTS_MAX);
  expect(excerpt?.witnesses.every((witness) => excerpt.events.some(({ number }) => number === witness))).toBe(true);
});
