/** One learner of a cohort, down to a run and an answer. Every look is written down, for the learner to see. */
import type { AttemptView } from "@/contracts/exercises/exercises";
import { LISTED_ANSWERS_MAX, type LearnerWork } from "@/contracts/cohorts/cohorts";
import type { ExcerptOutput, RunView } from "@/contracts/labs/labs";
import { assert } from "@/domain/kernel/assert";
import { err, ok, type Result } from "@/domain/kernel/result";
import type { RunVersion } from "@/domain/labs/shown-recording";
import type { Catalog } from "../catalog/catalog";
import { renderInline } from "../catalog/render";
import { getWholeFeedback } from "../exercises/get-feedback";
import { type ExcerptKey, listExcerpts } from "../labs/excerpt-store";
import { getRecording } from "../labs/get-run";
import { findListedRun, findRun, listRuns } from "../labs/run-store";
import { listItem, viewRun } from "../labs/view-run";
import { recallByConcept } from "../review/study-numbers";
import { listMembers, type StoredCohort } from "./cohort-store";
import { recordLook } from "./look-store";
import type { CohortTools } from "./overview";
import { presentCohort } from "./present-cohort";
import { checkTitle, exerciseRef, labRef, presentLearner, totalsOf } from "./present-learner";
import { type MemberRecord, readRecords } from "./read-records";
import { listAnswers } from "./record-store";

/** Who looks at whom. The caller has made sure that the cohort is the viewer's and the learner in it. */
export interface Place {
  readonly cohort: StoredCohort;
  readonly viewerId: string;
  readonly learnerId: string;
}

export async function learnerWork(tools: CohortTools, { cohort, viewerId, learnerId }: Place): Promise<LearnerWork> {
  const { clock, database, catalog } = tools;
  const now = clock();
  const [read] = await readRecords(tools, await listMembers(database, cohort.id, learnerId), now);
  assert(read !== undefined, "a member of the cohort was asked for");
  const [answers, runs] = await Promise.all([
    listAnswers(database, learnerId, LISTED_ANSWERS_MAX),
    listRuns(database, { userId: learnerId, labId: undefined }),
  ]);
  await recordLook(database, [learnerId], { kind: "learner", actorId: viewerId, at: now, detail: { cohortId: cohort.id } });
  return {
    cohort: presentCohort(cohort, { viewerId, now }),
    now,
    learner: presentLearner(catalog, read, now),
    totals: totalsOf(catalog),
    concepts: conceptsOf(catalog, read),
    answers: answers.map(({ attemptId, exerciseId, score, at, said }) => ({
      attemptId,
      exercise: exerciseRef(catalog, exerciseId),
      score,
      at,
      saidHtml: said === null ? null : renderInline(said),
    })),
    runs: runs.map((run) => ({
      run: listItem(run),
      lab: labRef(catalog, run.labId),
      failed: (run.verdict?.checks ?? []).filter(({ verdict }) => verdict === "failed").map(({ check }) => checkTitle(catalog, run.labId, check)),
    })),
  };
}

function conceptsOf(catalog: Catalog, { record, memories }: MemberRecord): LearnerWork["concepts"] {
  const recalls = recallByConcept(catalog, memories, record.today);
  return [...catalog.concepts.values()]
    .sort((a, b) => a.order - b.order)
    .map(({ id, title }) => ({ id, title, recall: null, reviewedCards: 0, cards: 0, ...recalls.get(id) }));
}

/** A run of this learner's own, as others may see one. */
export async function memberRun({ clock, database, catalog }: CohortTools, { cohort, viewerId, learnerId }: Place, runId: string): Promise<Result<RunView, { code: "no-such-run" }>> {
  const run = await findRun(database, { userId: learnerId, runId });
  // What others share with the learner is not the learner's.
  if (run === null || run.learner.id !== learnerId) return err({ code: "no-such-run" });
  await recordLook(database, [learnerId], { kind: "run", actorId: viewerId, at: clock(), detail: { cohortId: cohort.id, runId, labId: run.labId } });
  return ok(viewRun(catalog, run, { viewerId, ahead: null, excerpts: await listExcerpts(database, runId) }));
}

/** The recording of a failing seed of such a run. */
export async function memberExcerpt(
  { clock, database }: CohortTools,
  { cohort, viewerId, learnerId }: Place,
  asked: ExcerptKey & { readonly runId: string; readonly version: RunVersion },
): Promise<Result<ExcerptOutput, { code: "no-such-excerpt" }>> {
  const { runId, n } = asked;
  const run = await findListedRun(database, { userId: learnerId, runId });
  const recording = await getRecording({ database }, { userId: learnerId, ...asked });
  if (run === null || !recording.ok) return err({ code: "no-such-excerpt" });
  await recordLook(database, [learnerId], { kind: "recording", actorId: viewerId, at: clock(), detail: { cohortId: cohort.id, runId, labId: run.labId, n } });
  return recording;
}

/** The feedback of one answer of this learner. */
export async function memberAttempt(tools: CohortTools, { cohort, viewerId, learnerId }: Place, attemptId: string): Promise<Result<AttemptView, { code: "no-such-attempt" }>> {
  const found = await getWholeFeedback(tools, { userId: learnerId, attemptId });
  if (!found.ok) return found;
  const exerciseId = found.value.state === "whole" ? found.value.feedback.exercise.id : found.value.exercise?.id;
  const about = exerciseId === undefined ? {} : { exerciseId };
  await recordLook(tools.database, [learnerId], { kind: "attempt", actorId: viewerId, at: tools.clock(), detail: { cohortId: cohort.id, attemptId, ...about } });
  return found;
}
