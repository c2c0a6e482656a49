// Every wrong program of two labs, on the seed that its lab names, shrunk in the judge's engine. How many events are
// left, and how many of them are shown, stands in the table; a lab's line is written when each of its failures could be
// made smaller, to a run that the reference passes.
import { expect, test } from "vitest";
import { findLab } from "@/domain/labs/catalogue";
import { readContent } from "@/server/catalog/read-content";
import { shrinkWrongProgram } from "../support/shrink-wrong-program";
import { lineFault, type ShrunkResult, shrunkLines, writeLine } from "./table";

const folders = new Map(readContent("content").labs.map((folder) => [folder.name, folder]));

test.each(shrunkLines())("%s", async (line) => {
  if (lineFault(line) === null) return;
  const name = line.slice(line.indexOf("/") + 1);
  const lab = findLab(name);
  const folder = folders.get(name);
  if (lab === undefined || folder === undefined) throw new Error(`${name} is no lab that can be read`);
  const text = (file: string): string => folder.texts.get(file) ?? "";
  const events: ShrunkResult["events"] = {};
  for (const wrong of folder.lab?.wrong ?? []) {
    const { events: run, excerpt, ofReference } = await shrinkWrongProgram(lab, { ...wrong, source: text(`wrong/${wrong.program}`), reference: text("reference.ts") });
    expect(ofReference, `the reference on what is left of ${wrong.program}`).not.toBe("failed");
    const isMeasured = lab.checks.find(({ id }) => id === wrong.caughtBy)?.measures !== undefined;
    if (!isMeasured) expect(excerpt?.eventsInRun, wrong.program).toBeLessThan(run);
    events[wrong.program] = { run, shrunk: excerpt?.eventsInRun ?? null, shown: excerpt?.events.length ?? null };
  }
  writeLine(line, { events });
});
