/**
 * A learner of a seed who studies each evening what is due, forgets as FSRS predicts, sometimes undoes, suspends or
 * buries, and in March moves from Berlin to Los Angeles.
 */
import { type Instant, instant } from "@/domain/kernel/instant";
import { random, type SeededRandom } from "@/domain/kernel/seeded-random";
import { type CardEvent, foldLog } from "@/domain/review/card-log";
import type { CardMemory, Rating } from "@/domain/review/card-memory";
import { type Candidate, dayQueue } from "@/domain/review/day-queue";
import { recallOn } from "@/domain/review/scheduler";
import { DAY_MS, startOfStudyDay, type StudyDay } from "@/domain/review/study-day";
import { studyCalendar } from "@/server/platform/time-zone";
import { fsrsScheduler } from "@/server/review/fsrs-scheduler";

export const CARDS = 240;
export const NEW_PER_DAY = 6;
export const FIRST_DAY = Date.UTC(2026, 0, 5) / DAY_MS;
const MOVED_AFTER_DAYS = 75;
const EVENING_MS = 16 * 3_600_000;

export const zoneOn = (dayOfYear: number): string => (dayOfYear < MOVED_AFTER_DAYS ? "Europe/Berlin" : "America/Los_Angeles");

export class SimulatedLearner {
  readonly logs = new Map<string, CardEvent[]>();
  readonly memories = new Map<string, CardMemory>();
  /** Cards as they were when first answered on a day; put aside or undone is not answered. */
  readonly answeredPerDay: Candidate[][] = [];
  /** All events in the order of pressing. */
  readonly events: { readonly cardId: string; readonly event: CardEvent }[] = [];
  readonly #chance: SeededRandom;

  /** Has studied through a year, but for every ninth day. */
  static afterAYear(seed: number): SimulatedLearner {
    const learner = new SimulatedLearner(seed);
    for (let day = 0; day < 365; day += 1) if (day % 9 !== 4) learner.study(day);
    return learner;
  }

  constructor(seed: number) {
    this.#chance = random(seed, "learner");
  }

  candidates(): Candidate[] {
    return Array.from({ length: CARDS }, (_, at) => {
      const conceptId = `c-${Math.floor(at / 4)}`;
      const cardId = `${conceptId}.card-${(at % 4) + 1}`;
      return { cardId, conceptId, family: at % 4 < 2 ? "pair" : null, memory: this.memories.get(cardId) ?? null };
    });
  }

  /** Studies from 20:00 on until the queue is empty, cards in steps included. */
  study(dayOfYear: number): void {
    const calendar = studyCalendar({ timeZone: zoneOn(dayOfYear), rolloverHour: 4 });
    const today = FIRST_DAY + dayOfYear;
    const answered = new Map<string, { introduced: boolean }>();
    const asShown = new Map<string, Candidate>();
    let now = instant(startOfStudyDay(today, calendar) + EVENING_MS);
    for (let guard = 0; guard < 2_000; guard += 1) {
      const queue = dayQueue({ cards: this.candidates(), today, now, answeredToday: answered, newPerDay: NEW_PER_DAY });
      const next = queue.ready[0] ?? queue.early[0];
      if (next === undefined) break;
      now = instant(now + 8_000);
      if (!this.act(next, now, today) || answered.has(next.cardId)) continue;
      answered.set(next.cardId, { introduced: (next.memory?.reviews ?? 0) === 0 });
      asShown.set(next.cardId, next);
    }
    this.answeredPerDay.push([...asShown.values()]);
  }

  /** True if the card was answered, and the answer stands. */
  private act({ cardId, memory }: Candidate, at: Instant, day: StudyDay): boolean {
    const roll = this.#chance.fraction();
    if (roll < 0.002) return this.log(cardId, { kind: "buried" }, at, day), false;
    if (roll < 0.003) return this.log(cardId, { kind: "suspended" }, at, day), false;
    if (roll < 0.02 && memory?.phase === "review") {
      this.log(cardId, { kind: "brought-forward", reason: "a wrong answer", day }, instant(at - 1_000), day);
    }
    const id = this.log(cardId, { kind: "reviewed", rating: this.rate(memory, day), tookMs: 8_000, retention: 0.9 }, at, day);
    if (this.#chance.fraction() >= 0.03) return true;
    this.log(cardId, { kind: "undone", undoes: id }, instant(at + 500), day);
    return false;
  }

  private rate(memory: CardMemory | null, day: StudyDay): Rating {
    const recall = memory === null ? null : recallOn(memory, day, fsrsScheduler);
    const roll = this.#chance.fraction();
    if (roll > (recall ?? 0.7)) return "again";
    return roll < 0.1 ? "hard" : roll < 0.8 ? "good" : "easy";
  }

  private log(cardId: string, body: object, at: Instant, studyDay: StudyDay): string {
    const id = `00000000-0000-4000-8000-${String(this.events.length + 1).padStart(12, "0")}`;
    const event = { id, at, studyDay, ...body } as CardEvent;
    this.events.push({ cardId, event });
    const log = [...(this.logs.get(cardId) ?? []), event];
    this.logs.set(cardId, log);
    this.memories.set(cardId, foldLog(log, fsrsScheduler));
    return id;
  }
}
