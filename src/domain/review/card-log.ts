/**
 * The log of one card and its fold. The log is the truth; a memory is what folding it gives, in whatever order the
 * events arrived and however often. Rules CL1-CL9 of SPEC.md.
 */
import { assertNever } from "../kernel/assert";
import type { Instant } from "../kernel/instant";
import { type CardMemory, isInSteps, newMemory, type Rating } from "./card-memory";
import { reviewCard } from "./review-card";
import type { Scheduler } from "./scheduler";
import type { StudyDay } from "./study-day";

interface EventHead {
  /** Lower-case UUID: it makes an event count once and settles equal times. */
  readonly id: string;
  readonly at: Instant;
  /** By the zone in force when the event came in, so that folding anew needs no zone. */
  readonly studyDay: StudyDay;
}

export type CardEvent = EventHead &
  (
    | {
        readonly kind: "reviewed";
        readonly rating: Rating;
        readonly tookMs: number;
        /** Desired retention in force when the event came in: changing it later moves no card. */
        readonly retention: number;
      }
    | { readonly kind: "undone"; readonly undoes: string }
    | { readonly kind: "brought-forward"; readonly reason: string; readonly day: StudyDay }
    | { readonly kind: "suspended" | "resumed" | "buried" }
  );

export type EventKind = CardEvent["kind"];

/** What a learner can take back. Bringing forward is the work of an answer elsewhere; an undo is undone by doing it again. */
const UNDOABLE: ReadonlySet<EventKind> = new Set(["reviewed", "suspended", "buried"]);
export const canBeUndone = (kind: EventKind): boolean => UNDOABLE.has(kind);

/** One event in its place, with the memory before and after it. */
export interface LogStep {
  readonly event: CardEvent;
  readonly undone: boolean;
  readonly before: CardMemory;
  readonly after: CardMemory;
}

/** The memory that a log amounts to. */
export const foldLog = (events: readonly CardEvent[], scheduler: Scheduler): CardMemory =>
  replayLog(events, scheduler).at(-1)?.after ?? newMemory(scheduler.model);

/** Every event of a log in order of (at, id), with what it did. */
export function replayLog(events: readonly CardEvent[], scheduler: Scheduler): LogStep[] {
  const inOrder = [...new Map(events.map((event) => [event.id, event])).values()].sort(compareEvents);
  const undone = new Set(inOrder.flatMap((event) => (event.kind === "undone" ? [event.undoes] : [])));
  let memory = newMemory(scheduler.model);
  return inOrder.map((event) => {
    const before = memory;
    const isUndone = undone.has(event.id) && canBeUndone(event.kind);
    if (!isUndone) memory = applyEvent(memory, event, scheduler);
    return { event, undone: isUndone, before, after: memory };
  });
}

const compareEvents = (a: CardEvent, b: CardEvent): number => a.at - b.at || (a.id < b.id ? -1 : 1);

function applyEvent(memory: CardMemory, event: CardEvent, scheduler: Scheduler): CardMemory {
  switch (event.kind) {
    case "reviewed":
      return reviewCard(memory, event.rating, { at: event.at, day: event.studyDay, retention: event.retention }, scheduler);
    case "undone":
      return memory;
    case "brought-forward":
      return bringForward(memory, event.day, event.reason);
    case "suspended":
      return { ...memory, suspended: true };
    case "resumed":
      return { ...memory, suspended: false, buriedOnDay: null };
    case "buried":
      return { ...memory, buriedOnDay: event.studyDay };
    default:
      return assertNever(event, "card event");
  }
}

/** Lowers the due day and nothing else: the trace stays as it was, for nothing was recalled or forgotten. */
function bringForward(memory: CardMemory, day: StudyDay, reason: string): CardMemory {
  if (isInSteps(memory)) return memory;
  const dueDay = memory.dueDay === null ? null : Math.min(memory.dueDay, day);
  return { ...memory, dueDay, forwardReason: reason };
}
