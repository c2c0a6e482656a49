/**
 * Plays one learner of the demo from the day of joining to now: what they do is chance, seeded; what becomes of it is
 * the product's own domain. Days have chances of their own, so that the past does not depend on how long it is played.
 */
import { setImmediate } from "node:timers/promises";
import { ceilingOf, creditFor } from "../../src/domain/exercises/assignments/use-policy";
import { drawVariant } from "../../src/domain/exercises/draw-variant";
import type { Exercise } from "../../src/domain/exercises/exercise";
import { grade } from "../../src/domain/exercises/grade";
import { rightAnswer } from "../../src/domain/exercises/right-answer";
import { assert } from "../../src/domain/kernel/assert";
import { type Instant, instant } from "../../src/domain/kernel/instant";
import { random, type SeededRandom } from "../../src/domain/kernel/seeded-random";
import { type CardEvent, replayLog } from "../../src/domain/review/card-log";
import type { CardMemory, Rating } from "../../src/domain/review/card-memory";
import { dayQueue } from "../../src/domain/review/day-queue";
import { learningOrder } from "../../src/domain/review/learning-order";
import { recallOn } from "../../src/domain/review/scheduler";
import { DAY_MS, startOfStudyDay, type StudyDay, studyDayOf } from "../../src/domain/review/study-day";
import { type ExerciseAnswer, exerciseRecall, foldAnswers } from "../../src/domain/today/exercise-memory";
import { suggestExercises } from "../../src/domain/today/suggest-exercises";
import type { Catalog, CatalogExercise } from "../../src/server/catalog/catalog";
import { type StoredAttempt, storedMistakes } from "../../src/server/exercises/exercise-store";
import { drawnHashOf } from "../../src/server/exercises/seeds";
import { wrongAnswerReason } from "../../src/server/exercises/submit-answer";
import { wishesOf } from "../../src/server/labs/bring-failed-cards";
import { studyCalendar } from "../../src/server/platform/time-zone";
import { uuidFromWords } from "../../src/server/platform/uuid-from-words";
import { memoryAfter } from "../../src/server/review/append-events";
import { forwardEvent, hasMoved } from "../../src/server/review/bring-forward";
import type { NewEvent } from "../../src/server/review/event-store";
import { fsrsScheduler } from "../../src/server/review/fsrs-scheduler";
import { wrongAnswer } from "./answers";
import { type Assigned, overAt } from "./assigned";
import type { Character, PlannedRun } from "./characters";
import type { JudgedProgram, JudgeProgram } from "./judge-programs";

const SEED = "demo cohort 1";
export const RETENTION = 0.9;
export const ROLLOVER_HOUR = 4;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Sessions begin between so many hours after the day's beginning. */
const SESSION_HOURS = [3, 16] as const;
const ANSWER_MS = [3_000, 18_000] as const;
/** How often the queue is looked at anew within a session: learning steps take a few rounds. */
const ROUNDS_MAX = 12;
/** Recall at the first sight of a card. */
const FIRST_RECALL = 0.75;
const SAME_MISTAKE_ANSWERS = 3;
/** Of an assignment, for each first answer. */
const ASSIGNED_MS = 3 * MINUTE_MS;
/** By so much an item of one step of difficulty is easier than one of the next, in logits. */
const EASE_OF_STEP = 0.9;

/** What an answer is given in, and what it can earn. */
type Use = Pick<StoredAttempt, "assignmentId" | "number" | "withheld"> & { readonly ceiling: number };
const PRACTISED: Use = { assignmentId: null, number: 1, withheld: false, ceiling: 100 };

export interface PlayedAnswer {
  readonly attempt: StoredAttempt;
  readonly seed: string;
  readonly contentHash: string;
  readonly drawnHash: string;
  readonly openedAt: Instant;
}

/** A learner's way through an exam. */
export interface PlayedSitting {
  readonly assignmentId: string;
  readonly startedAt: Instant;
  readonly handedInAt: Instant;
}

export interface PlayedRun extends JudgedProgram {
  readonly id: string;
  readonly lab: string;
  readonly number: number;
  readonly submittedAt: Instant;
  readonly brought: readonly string[];
}

export interface PlayedLearner {
  readonly joinedAt: Instant;
  readonly events: readonly NewEvent[];
  readonly memories: ReadonlyMap<string, CardMemory>;
  readonly answers: readonly PlayedAnswer[];
  readonly sittings: readonly PlayedSitting[];
  readonly runs: readonly PlayedRun[];
}

interface Stage {
  readonly catalog: Catalog;
  readonly now: Instant;
  readonly assigned: readonly Assigned[];
  readonly judge: JudgeProgram;
  readonly stop: AbortSignal;
}

/** @throws what the judge throws; the signal's reason when it is aborted */
export async function playLearner(character: Character, { catalog, now, assigned, judge, stop }: Stage): Promise<PlayedLearner> {
  const player = new Player(catalog, character, now, assigned);
  for (let daysAgo = character.joinedDaysAgo; daysAgo >= 0; daysAgo -= 1) {
    await player.play(daysAgo, judge);
    // A day takes milliseconds: between days the process hears that it is to stop.
    await setImmediate();
    stop.throwIfAborted();
  }
  return player.played();
}

const between = ([low, high]: readonly [number, number], chance: SeededRandom): number => low + chance.fraction() * (high - low);

class Player {
  readonly #logs = new Map<string, CardEvent[]>();
  readonly #memories = new Map<string, CardMemory>();
  readonly #events: NewEvent[] = [];
  readonly #answers: PlayedAnswer[] = [];
  readonly #sittings: PlayedSitting[] = [];
  /** Assignments that were answered, and those that were given out. */
  readonly #done = new Set<string>();
  readonly #givenOut = new Set<string>();
  readonly #runs: PlayedRun[] = [];
  readonly #today: StudyDay;
  readonly #calendar;

  constructor(
    private readonly catalog: Catalog,
    private readonly character: Character,
    private readonly now: Instant,
    private readonly assigned: readonly Assigned[],
  ) {
    this.#calendar = studyCalendar({ timeZone: character.timeZone, rolloverHour: ROLLOVER_HOUR });
    this.#today = studyDayOf(now, this.#calendar);
  }

  played(): PlayedLearner {
    return {
      joinedAt: instant(this.now - this.character.joinedDaysAgo * DAY_MS - HOUR_MS),
      events: this.#events,
      memories: this.#memories,
      answers: this.#answers,
      sittings: this.#sittings,
      runs: this.#runs,
    };
  }

  /** One day: cards, exercises, and the runs that are planned for it, as far as the time until now allows. */
  async play(daysAgo: number, judge: JudgeProgram): Promise<void> {
    const { slug, stoppedDaysAgo = -1, cardsStoppedDaysAgo = -1, sameMistakeDaysAgo, runs, exercisesPerDay } = this.character;
    const day = this.#today - daysAgo;
    this.#giveOut(day);
    if (daysAgo <= stoppedDaysAgo) return;
    const chance = random(`${SEED}/${slug}`, `day ${this.character.joinedDaysAgo - daysAgo}`);
    let at = instant(startOfStudyDay(day, this.#calendar) + Math.round(between(SESSION_HOURS, chance) * HOUR_MS));
    const studies = this.#studiesOn(day, chance);
    at = this.#answerAssigned(day, at, studies);
    if (studies) {
      if (daysAgo > cardsStoppedDaysAgo) at = this.#review(day, at, chance);
      const wanted = Math.floor(exercisesPerDay + chance.fraction());
      for (let done = 0; done < wanted; done += 1) at = this.#exercise(day, at, chance);
    }
    if (daysAgo === sameMistakeDaysAgo) at = this.#sameMistake(day, at);
    for (const run of runs) if (run.daysAgo === daysAgo) at = this.#run(run, day, at, await judge(run));
  }

  #studiesOn(day: StudyDay, chance: SeededRandom): boolean {
    const { diligence, weekendsOnly = false } = this.character;
    const isWeekend = (day + 3) % 7 >= 5;
    return chance.fraction() < diligence && (!weekendsOnly || isWeekend);
  }

  /** Answers the day's queue until it is empty. */
  #review(day: StudyDay, start: Instant, chance: SeededRandom): Instant {
    const answered = new Map<string, { introduced: boolean }>();
    let at = start;
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      const { ready, early } = dayQueue({ cards: this.#candidates(), today: day, now: at, answeredToday: answered, newPerDay: this.character.newPerDay });
      const next = ready.length > 0 ? ready : early;
      if (next.length === 0) break;
      for (const { cardId, memory } of next) {
        const tookMs = Math.round(between(ANSWER_MS, chance));
        at = instant(at + tookMs);
        if (at >= this.now) return at;
        const rating = this.#rate(memory, day, chance);
        this.#log(cardId, { id: this.#id(`review ${this.#events.length}`), at, studyDay: day, kind: "reviewed", rating, tookMs, retention: RETENTION });
        if (!answered.has(cardId)) answered.set(cardId, { introduced: (memory?.reviews ?? 0) === 0 });
      }
    }
    return at;
  }

  #candidates() {
    return learningOrder(this.catalog.cards.values(), []).map(({ id, conceptId, family }) => ({ cardId: id, conceptId, family, memory: this.#memories.get(id) ?? null }));
  }

  #rate(memory: CardMemory | null, day: StudyDay, chance: SeededRandom): Rating {
    const predicted = memory === null ? null : recallOn(memory, day, fsrsScheduler);
    const recall = predicted === null ? FIRST_RECALL : predicted ** this.character.forgets;
    if (chance.fraction() >= recall) return "again";
    const roll = chance.fraction();
    return roll < 0.1 ? "hard" : roll < 0.88 ? "good" : "easy";
  }

  /** Answers what Today would suggest. */
  #exercise(day: StudyDay, at: Instant, chance: SeededRandom): Instant {
    const standings = [...this.catalog.exercises.values()].map(({ id, conceptId, order }) => {
      const memory = foldAnswers(this.#known(id), RETENTION, fsrsScheduler);
      return { id, conceptId, order, memory, recall: memory === null ? null : exerciseRecall(memory, day, fsrsScheduler) };
    });
    const met = new Set([...this.#memories.keys()].flatMap((cardId) => this.catalog.cards.get(cardId)?.conceptId ?? []));
    const [suggested] = suggestExercises(standings, met, day, 1);
    const entry = suggested === undefined ? undefined : this.catalog.exercises.get(suggested.id);
    if (entry === undefined) return at;
    const knows = chance.fraction() < this.character.knows;
    return this.#answer(entry, { day, at, road: knows ? null : chance.index(100) });
  }

  /** What the cohort was given: on a day of study, or at the last moment by whoever studies at all. */
  #answerAssigned(day: StudyDay, start: Instant, studies: boolean): Instant {
    let at = start;
    for (const assignment of this.assigned) {
      const { id, terms, exerciseIds } = assignment;
      const isLastDay = studyDayOf(terms.dueAt, this.#calendar) === day + 1;
      const goes = studies || (isLastDay && this.character.diligence > 0);
      if (this.#done.has(id) || !goes || at < terms.opensAt || at + exerciseIds.length * ASSIGNED_MS >= terms.dueAt) continue;
      this.#done.add(id);
      const startedAt = at;
      for (const exerciseId of exerciseIds) {
        const entry = this.catalog.exercises.get(exerciseId);
        if (entry !== undefined) at = this.#answerItem(entry, { day, at, assignment });
      }
      if (terms.kind === "exam") this.#sittings.push({ assignmentId: id, startedAt, handedInAt: at });
    }
    return at;
  }

  /** Once, or in homework again until it is right or the attempts are used up. */
  #answerItem(entry: CatalogExercise, { day, at: start, assignment }: { day: StudyDay; at: Instant; assignment: Assigned }): Instant {
    const { id: assignmentId, terms } = assignment;
    const chance = random(`${SEED}/${this.character.slug}`, `${assignmentId} ${entry.id}`);
    let at = start;
    for (let number = 1; number <= terms.policy.attempts; number += 1) {
      const knows = chance.fraction() < this.#chanceOf(entry);
      const use = { assignmentId, number, withheld: terms.feedback === "when-over", ceiling: ceilingOf(terms.policy, { attempt: number, hintsTaken: 0 }) };
      at = this.#answer(entry, { day, at, road: knows ? null : chance.index(100), use });
      if (this.#answers.at(-1)?.attempt.score === 1) break;
    }
    return at;
  }

  /** What they know, a gift of their own, and how hard the item is: a Rasch model. */
  #chanceOf({ exercise }: CatalogExercise): number {
    const gift = random(SEED, `gift of ${this.character.slug}`).fraction() * 3 - 1.5;
    const logit = (share: number) => Math.log(share / (1 - share));
    return 1 / (1 + Math.exp(-(logit(this.character.knows) + gift + EASE_OF_STEP * (3 - exercise.difficulty))));
  }

  /** What was withheld is given out at the end of the study day in which it was over for everybody: then cards move. */
  #giveOut(day: StudyDay): void {
    for (const assignment of this.assigned) {
      const at = overAt(assignment);
      if (this.#givenOut.has(assignment.id) || studyDayOf(at, this.#calendar) >= day) continue;
      this.#givenOut.add(assignment.id);
      for (const [index, played] of this.#answers.entries()) {
        const { attempt } = played;
        const exercise = this.catalog.exercises.get(attempt.exerciseId)?.exercise;
        if (attempt.assignmentId !== assignment.id || !attempt.withheld || exercise === undefined) continue;
        const brought = attempt.score < 1 ? this.#bringForward({ cardIds: exercise.cards, reason: wrongAnswerReason(exercise), causeId: attempt.id, at: startOfStudyDay(day, this.#calendar), day }) : [];
        this.#answers[index] = { ...played, attempt: { ...attempt, withheld: false, brought } };
      }
    }
  }

  /** The answers to an exercise whose results they know. */
  #known(exerciseId: string): ExerciseAnswer[] {
    return this.#answers.flatMap(({ attempt: { id, at, score, hints, number, assignmentId, withheld, exerciseId: of } }) => {
      const inExam = this.assigned.some((assignment) => assignment.id === assignmentId && assignment.terms.kind === "exam");
      return withheld || of !== exerciseId ? [] : [{ id, at, day: studyDayOf(at, this.#calendar), score, hints, number, inExam }];
    });
  }

  /** The same wrong road in the first exercise of numbers that knows one. */
  #sameMistake(day: StudyDay, start: Instant): Instant {
    const entry = [...this.catalog.exercises.values()].sort((a, b) => a.order - b.order).find(({ exercise }) => exercise.type === "numeric" && exercise.mistakes.length > 0);
    assert(entry !== undefined, "the catalogue has an exercise of numbers with a mistake");
    let at = start;
    for (let done = 0; done < SAME_MISTAKE_ANSWERS; done += 1) at = this.#answer(entry, { day, at, road: 0 });
    return at;
  }

  /** Draws a variant and answers it; `road` null: right. */
  #answer({ id: exerciseId, exercise, contentHash }: CatalogExercise, { day, at: openedAt, road, use = PRACTISED }: { day: StudyDay; at: Instant; road: number | null; use?: Use }): Instant {
    const at = instant(openedAt + (use.assignmentId === null ? exercise.minutes * MINUTE_MS : ASSIGNED_MS / use.number));
    if (at >= this.now) return at;
    const seed = this.#id(`variant ${this.#answers.length}`);
    const drawn = drawVariant(exercise as Exercise, seed);
    if (!drawn.ok) return at;
    const answer = road === null ? rightAnswer(exercise, drawn.value) : wrongAnswer(exercise, drawn.value, road);
    const verdict = grade(exercise, drawn.value, answer);
    assert(verdict.ok, `an answer to ${exerciseId} can be graded`);
    const { score, mistakes } = verdict.value;
    const id = this.#id(`attempt ${this.#answers.length}`);
    const { ceiling, ...kept } = use;
    const moves = score < 1 && !use.withheld;
    const brought = moves ? this.#bringForward({ cardIds: exercise.cards, reason: wrongAnswerReason(exercise), causeId: id, at, day }) : [];
    const attempt: StoredAttempt = { id, variantId: seed.replaceAll("-", "").slice(0, 20), exerciseId, answer: answer as StoredAttempt["answer"], score, credit: creditFor(score, ceiling), hints: 0, ...kept, mistakes: storedMistakes(mistakes), brought, at };
    this.#answers.push({ attempt, seed, contentHash, drawnHash: drawnHashOf(exercise, drawn.value), openedAt });
    return at;
  }

  #run({ lab: labId }: PlannedRun, day: StudyDay, start: Instant, judged: JudgedProgram): Instant {
    const submittedAt = instant(start + 10 * MINUTE_MS);
    const lab = this.catalog.labs.get(labId);
    if (lab === undefined || submittedAt + MINUTE_MS >= this.now) return submittedAt;
    const number = this.#runs.filter((run) => run.lab === labId).length + 1;
    const id = this.#id(`run ${labId} ${number}`);
    const { verdict } = judged.outcome;
    const at = instant(submittedAt + MINUTE_MS);
    const brought = (verdict === null ? [] : wishesOf(this.catalog, lab, verdict)).flatMap(({ cardIds, reason }) => this.#bringForward({ cardIds, reason, causeId: id, at, day }));
    this.#runs.push({ ...judged, id, lab: labId, number, submittedAt, brought });
    return at;
  }

  #bringForward({ cardIds, ...why }: { cardIds: readonly string[]; reason: string; causeId: string; at: Instant; day: StudyDay }): string[] {
    return [...new Set(cardIds)].filter((cardId) => {
      const event = forwardEvent({ cardId, ...why });
      return hasMoved(this.#log(cardId, event), event.id);
    });
  }

  /** Appends to the card's log and folds it. */
  #log(cardId: string, event: CardEvent) {
    const log = [...(this.#logs.get(cardId) ?? []), event];
    const steps = replayLog(log, fsrsScheduler);
    this.#logs.set(cardId, log);
    this.#memories.set(cardId, memoryAfter(steps));
    this.#events.push({ cardId, event });
    return steps;
  }

  #id(what: string): string {
    return uuidFromWords(`${SEED} ${this.character.slug} ${what}`);
  }
}
