/** Grading again, and whose an assignment is, on a real database. Rules: src/domain/exercises/assignments/SPEC.md. */
import { describe, expect, test } from "vitest";
import type { McqExercise } from "@/domain/exercises/exercise";
import { account, ALL, EXAM, given, hinted, HOMEWORK, house, open, openHouse, refusalOf, resultsOf, rightFor, send, wrongFor } from "../support/assignments-house";
import { exerciseCatalog } from "../support/exercise-catalog";
import { mcq } from "../support/exercise-fixtures";

openHouse();

describe("grading again", () => {
  /** The key of the mcq, mended: red was right all the time. */
  const mended: McqExercise = { ...mcq, options: mcq.options.map((option) => ({ ...option, right: option.id === "decoy-red", say: option.id === "decoy-red" ? null : "Secret: not this." })) };
  const WHOLE = { learnerId: null, exerciseId: null };

  async function answered() {
    const all = await given(HOMEWORK);
    const [a, b] = [await open(all.ada, all.assignmentId), await open(all.ben, all.assignmentId)];
    await send(all.ada, all.assignmentId, a.opened.variantId, await wrongFor(a.opened.variantId));
    await send(all.ben, all.assignmentId, b.opened.variantId, await rightFor(b.opened.variantId));
    return all;
  }

  test("R1, R3: a preview changes nothing; applied, each attempt has both scores, and it is written down", async () => {
    const { teacher, ada, ben, place } = await answered();
    const assignments = teacher.api.cohorts.assignments;
    expect(await assignments.previewRegrade({ ...place, ...WHOLE })).toMatchObject({ looked: 2, changes: [] });
    house.catalog = exerciseCatalog([mended, hinted]);
    const preview = await assignments.previewRegrade({ ...place, ...WHOLE });
    expect(preview.changes.map(({ learner, before, after }) => [learner.name, before.score, after.score]).sort()).toEqual([["Ada", 0, 1], ["Ben", 1, 0]]);
    expect((await resultsOf(teacher, place)).learners.map(({ cells }) => cells[0]?.score)).toEqual([0, 1]);
    expect(await assignments.applyRegrade({ ...place, ...WHOLE, digest: preview.digest })).toEqual({ changed: 2 });
    expect((await resultsOf(teacher, place)).learners.map(({ cells }) => [cells[0]?.score, cells[0]?.firstCredit])).toEqual([[1, 0], [0, 1]]);
    expect(await house.home.database.auditEvent.count({ where: { action: "answers-regraded", actorId: teacher.id, subjectId: { in: [ada.id, ben.id] } } })).toBe(2);
    expect(await assignments.previewRegrade({ ...place, ...WHOLE })).toMatchObject({ changes: [] });
  });

  test("of one learner, or of one exercise", async () => {
    const { teacher, ada, place } = await answered();
    house.catalog = exerciseCatalog([mended, hinted]);
    const preview = (scope: { learnerId: string | null; exerciseId: string | null }) => teacher.api.cohorts.assignments.previewRegrade({ ...place, ...scope });
    expect((await preview({ learnerId: ada.id, exerciseId: null })).changes.map(({ learner }) => learner.name)).toEqual(["Ada"]);
    expect(await preview({ learnerId: null, exerciseId: hinted.id })).toMatchObject({ looked: 0, changes: [] });
  });

  test("what is no longer what was previewed is not applied", async () => {
    const { teacher, ada, assignmentId, place } = await answered();
    house.catalog = exerciseCatalog([mended, hinted]);
    const { digest } = await teacher.api.cohorts.assignments.previewRegrade({ ...place, ...WHOLE });
    house.catalog = exerciseCatalog(ALL);
    const again = await open(ada, assignmentId, 1, true);
    await send(ada, assignmentId, again.opened.variantId, await wrongFor(again.opened.variantId));
    house.catalog = exerciseCatalog([mended, hinted]);
    expect(await refusalOf(teacher.api.cohorts.assignments.applyRegrade({ ...place, ...WHOLE, digest }))).toBe("changed-since");
    expect(await house.home.database.exerciseAttempt.count({ where: { assignmentId, regradedAt: { not: null } } })).toBe(0);
  });

  test("R2: an answer that the rewritten exercise cannot read keeps its score", async () => {
    const { teacher, place } = await answered();
    house.catalog = exerciseCatalog([{ ...mcq, options: mcq.options.filter(({ id }) => id !== "decoy-red") }, hinted]);
    expect(await teacher.api.cohorts.assignments.previewRegrade({ ...place, ...WHOLE })).toMatchObject({ looked: 2, unreadable: 1, changes: [] });
  });
});

describe("whose it is", () => {
  test("learners of other cohorts, and those who left, find no assignment; withdrawn, nobody does", async () => {
    const { teacher, ada, ben, cohortId, assignmentId, place } = await given(HOMEWORK);
    const eve = await account("learner", "Eve");
    expect(await refusalOf(eve.api.exercises.assignments.view({ assignmentId }))).toBe("no-such-assignment");
    await ben.api.cohorts.leave({ cohortId });
    expect((await ben.api.exercises.assignments.mine()).assignments).toEqual([]);
    expect((await ada.api.exercises.assignments.mine()).assignments.map(({ title }) => title)).toEqual(["Quorums"]);
    await teacher.api.cohorts.assignments.withdraw(place);
    expect(await refusalOf(open(ada, assignmentId))).toBe("no-such-assignment");
  });

  test("an instructor reaches no assignment through a cohort that is not its", async () => {
    const { assignmentId } = await given(HOMEWORK);
    const other = await given(EXAM);
    expect(await refusalOf(other.teacher.api.cohorts.assignments.results({ cohortId: other.cohortId, assignmentId }))).toBe("no-such-assignment");
  });

  test("the file has a row a learner and two columns an exercise, and is written down as a look", async () => {
    const { teacher, ada, place } = await given(HOMEWORK);
    const { text } = await teacher.api.cohorts.assignments.csv(place);
    expect(text.trim().split("\r\n").map((line) => line.split(",").length)).toEqual([10, 10, 10]);
    expect((await ada.api.cohorts.mine()).looks).toMatchObject([{ kind: "export", by: "Ines Teach" }]);
  });
});
