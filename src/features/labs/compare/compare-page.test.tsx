import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { RunVerdict, type RunView } from "@/contracts/labs/labs";
import { foldVerdict } from "@/domain/labs/fold-verdict";
import type { SeedResult, Verdict } from "@/domain/labs/result";
import { ComparePage } from "./compare-page";

const LAB = { id: "unique-ids", title: "Unique ids", checks: [{ id: "unique", title: "No id is given twice", stage: null, points: 10, holdsHtml: "", measures: [] }] };
const TRAIL = { places: [{ words: "Labs", href: "/labs" }], back: { words: "Back to run 2", href: "/labs/unique-ids/runs/2" } };

const seed = (verdict: Verdict): SeedResult => ({ n: 1, scenario: "calm", verdict, checks: [{ check: "unique", verdict, say: "", figures: {}, witnesses: [] }], traceHash: "", events: 1, simulatedUs: 1 });

function runOf(number: number, { program, ended, stoppedAt = null }: { program: string; ended: Verdict; stoppedAt?: number | null }): RunView {
  const verdict = foldVerdict([{ id: "unique", points: 10 }], [seed(ended)], { stoppedAt });
  return {
    run: {
      runId: `${number}`, labId: LAB.id, number, state: "done", submittedAt: 0, verdict: ended, points: stoppedAt === null ? verdict.points : null, pointsMax: 10, stoppedAt, current: true, shared: false,
    },
    mine: true, author: null, progress: null, seedsWanted: 256, labVersion: 1, engineVersion: 1, program, programHash: "", startedAt: null, finishedAt: null,
    verdict: RunVerdict.parse(verdict), reason: null, seeds: [], excerpts: [], cpuSeconds: null, answeredFromRecord: false, broughtForward: [],
  };
}

/** What the page says, without its tags. */
function said(run: RunView, other: RunView | null): string {
  const page = renderToStaticMarkup(<ComparePage lab={LAB} run={run} other={other} others={other === null ? [] : [other.run]} trail={TRAIL} />);
  return page.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
}

const first = runOf(1, { program: "same\nwrong\n", ended: "failed" });
const second = runOf(2, { program: "same\nright\nmore\n", ended: "passed" });

test("tells lines and checks from the earlier to the later run, from whichever one came", () => {
  for (const page of [said(second, first), said(first, second)]) {
    expect(page).toContain("Run 1 and run 2");
    expect(page).toMatch(/No id is given twice Failed 1 seed, 0 of 10 points Passed 10 of 10 points/);
    expect(page).toMatch(/1 line removed, 2 added/);
    expect(page).toMatch(/Removed: wrong.*Added: right.*Added: more/);
  }
});

test("says of a run that stopped that not all seeds were run, and counts no points there", () => {
  const page = said(second, runOf(1, { program: "same\n", ended: "failed", stoppedAt: 1 }));
  expect(page).toContain("Run 1: Failed, stopped at seed 1");
  expect(page).toContain("Not all seeds were run in run 1, so a check that did not fail there is unknown.");
  expect(page).toMatch(/No id is given twice Failed 1 seed Passed 10 of 10 points/);
});

test("says that nothing changed, and that there is nothing to compare with", () => {
  expect(said(second, { ...second, run: { ...second.run, runId: "3", number: 3 } })).toMatch(/No check fared otherwise\..*Both runs submitted the same text\./);
  expect(said(second, null)).toContain("There is no other run of this lab to compare it with.");
});
