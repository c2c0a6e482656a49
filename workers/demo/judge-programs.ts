/** Judges the programs of the demo as submissions are judged, but on few seeds, and each program once. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { assert } from "../../src/domain/kernel/assert";
import { findLab } from "../../src/domain/labs/catalogue";
import type { Excerpt } from "../../src/domain/labs/result";
import { prepareProgram } from "../../src/sandbox/program";
import type { Catalog } from "../../src/server/catalog/catalog";
import { contentDirectory } from "../../src/server/catalog/read-content";
import { hiddenSeeds } from "../../src/server/labs/hidden-seeds";
import type { RunOutcome } from "../../src/server/labs/run-queue-store";
import { outcomeOf } from "../judge/judge-claim";
import { explainFailures, judgeProgram } from "../judge/judge-program";
import type { Fence } from "../judge/supervisor";
import type { PlannedRun } from "./characters";

export interface JudgedProgram {
  readonly program: string;
  readonly outcome: RunOutcome;
  readonly excerpts: readonly Excerpt[];
}

export type JudgeProgram = (run: Pick<PlannedRun, "lab" | "program">) => Promise<JudgedProgram>;

interface JudgeTools {
  readonly catalog: Catalog;
  /** Opened when the first program comes. */
  readonly fence: () => Promise<Fence>;
  readonly authSecret: string;
  readonly seeds: number;
  readonly stop: AbortSignal;
}

/** @throws the signal's reason when it is aborted; an Error when no fenced process can be started */
export function judgeOf({ catalog, fence, authSecret, seeds, stop }: JudgeTools): JudgeProgram {
  const known = new Map<string, Promise<JudgedProgram>>();
  const judge = async ({ lab, program: file }: Pick<PlannedRun, "lab" | "program">): Promise<JudgedProgram> => {
    const program = readFileSync(path.join(contentDirectory(), "labs", lab, file), "utf8");
    const prepared = prepareProgram(program);
    const rules = findLab(lab);
    assert(prepared.ok && rules !== undefined, `${lab}/${file} is a program of a lab`);
    const request = { lab, program: prepared.program.js, seeds: hiddenSeeds(authSecret, { labId: lab, labVersion: rules.version, count: seeds }) };
    const opened = await fence();
    const judged = await judgeProgram(opened, request, () => {}, stop);
    const excerpts = await explainFailures(opened, request, judged.seeds, stop);
    return { program, outcome: outcomeOf({ catalog }, { labId: lab }, judged), excerpts };
  };
  return (run) => {
    const name = `${run.lab}/${run.program}`;
    const judged = known.get(name) ?? judge(run);
    known.set(name, judged);
    return judged;
  };
}
