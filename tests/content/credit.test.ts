/** Credit, for every exercise that is taught, over seeds: all of it for the right answer, none for none, and never more for less. */
import { describe, expect, test } from "vitest";
import { judgeDrawing } from "@/domain/exercises/diagram/grade-diagram";
import { drawVariant } from "@/domain/exercises/draw-variant";
import type { Answer, Exercise, Variant } from "@/domain/exercises/exercise";
import { grade } from "@/domain/exercises/grade";
import { random } from "@/domain/kernel/seeded-random";
import { loadCatalog } from "@/server/catalog/catalog";
import { oneOfEach } from "../support/exercise-fixtures";
import { EMPTY, poorerAnswers } from "../support/poorer-answers";

const SEEDS = 5;
const FIXTURE_SEEDS = 50;

const taught = [...loadCatalog("content").exercises.values()].map(({ exercise }) => exercise);
const ofType = (type: Exercise["type"]): Exercise[] => taught.filter((exercise) => exercise.type === type);

function variantOf(exercise: Exercise, seed: string): Variant {
  const drawn = drawVariant(exercise, seed);
  if (!drawn.ok) throw new Error(drawn.error.say);
  return drawn.value;
}

/** The score; what is refused earns none. */
function scoreOf(exercise: Exercise, variant: Variant, answer: Answer): number {
  const verdict = grade(exercise, variant, answer);
  return verdict.ok ? verdict.value.score : 0;
}

/** Where a poorer answer earned more, or the right one not all; empty if nowhere. */
function faultsOf(exercise: Exercise, seeds: number): string[] {
  return Array.from({ length: seeds }, (_, seed) => `credit ${seed}`).flatMap((seed) => {
    const variant = variantOf(exercise, seed);
    return poorerAnswers(exercise, variant).flatMap((chain) => {
      const scores = chain.map((answer) => scoreOf(exercise, variant, answer));
      const isFalling = scores.every((score, place) => place === 0 || score <= (scores[place - 1] as number) + 1e-12);
      return isFalling && scores[0] === 1 ? [] : [`${exercise.id}, ${seed}: ${scores.join(", ")}`];
    });
  });
}

describe.each(Object.keys(EMPTY) as Exercise["type"][])("%s", (type) => {
  test("nothing is no answer, and earns nothing", () => {
    expect(ofType(type).length).toBeGreaterThan(0);
    for (const exercise of ofType(type)) {
      expect(grade(exercise, variantOf(exercise, "empty"), EMPTY[type]), exercise.id).toMatchObject({ ok: false, error: { code: "nothing-answered" } });
    }
  });

  test("an answer that gets poorer never earns more", () => {
    expect(ofType(type).flatMap((exercise) => faultsOf(exercise, SEEDS))).toEqual([]);
    expect(oneOfEach.filter((exercise) => exercise.type === type).flatMap((exercise) => faultsOf(exercise, FIXTURE_SEEDS))).toEqual([]);
  });
});

test("a drawing that fulfils all that another one does earns no less", () => {
  for (const exercise of ofType("diagram")) {
    if (exercise.type !== "diagram") continue;
    const variant = variantOf(exercise, "drawing");
    const drawn = Array.from({ length: 60 }, (_, seed) => {
      const chance = random(`drawing ${seed}`, exercise.id);
      const { boxes, lines } = exercise.accepted[seed % exercise.accepted.length] ?? exercise.start;
      const kept = boxes.filter(() => chance.fraction() < 0.8);
      const has = (id: string) => kept.some((box) => box.id === id);
      return { boxes: kept, lines: lines.filter(({ from, to }) => has(from) && has(to) && chance.fraction() < 0.8) };
    });
    const judged = drawn.map((drawing) => ({ score: scoreOf(exercise, variant, { type: "diagram", drawing }), met: judgeDrawing(exercise, drawing).filter(({ met }) => met).map(({ requirement }) => requirement.id) }));
    for (const one of judged) {
      for (const other of judged) if (other.score > 0 && one.met.every((id) => other.met.includes(id))) expect(other.score).toBeGreaterThanOrEqual(one.score);
    }
  }
});

test("the start of a drawing earns nothing before it is changed", () => {
  for (const exercise of ofType("diagram")) {
    if (exercise.type === "diagram") expect(scoreOf(exercise, variantOf(exercise, "start"), { type: "diagram", drawing: exercise.start })).toBe(0);
  }
});
