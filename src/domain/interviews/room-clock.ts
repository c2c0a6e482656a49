/** The clock of an interview: phases one after the other. It is a fold of the log, and nothing ticks. Rules CK: SPEC.md. */
import { type Instant, instant } from "../kernel/instant";
import { err, ok, type Result } from "../kernel/result";
import type { Phase, RoomCommand, RoomEvent, RoomRefusal } from "./room-event";

/** How long the last phase may run over before the interview ends by itself. */
export const OVERTIME_MS_MAX = 30 * 60_000;

export type RoomClock =
  | { readonly status: "waiting" }
  /** `phase` counts from 0. `endsAt` lies in the past while the last phase runs over. */
  | { readonly status: "running"; readonly phases: readonly Phase[]; readonly phase: number; readonly endsAt: Instant }
  | { readonly status: "paused"; readonly phases: readonly Phase[]; readonly phase: number; readonly remainingMs: number }
  | { readonly status: "ended" };

export type ClockEvent = Extract<RoomEvent, { kind: "started" | "phase-begun" | "paused" | "resumed" | "extended" | "ended" }>;

export const WAITING: RoomClock = { status: "waiting" };

const later = (at: Instant, ms: number): Instant => instant(at + ms);

/** The clock after one of its events. An event that does not fit changes nothing. */
export function turnClock(clock: RoomClock, event: ClockEvent): RoomClock {
  if (event.kind === "ended") return { status: "ended" };
  if (event.kind === "started") return { status: "running", phases: event.phases, phase: 0, endsAt: event.endsAt };
  if (clock.status !== "running" && clock.status !== "paused") return clock;
  const { phases, phase } = clock;
  switch (event.kind) {
    case "phase-begun":
      return { status: "running", phases, phase: event.phase, endsAt: event.endsAt };
    case "paused":
      return { status: "paused", phases, phase, remainingMs: event.remainingMs };
    case "resumed":
      return { status: "running", phases, phase, endsAt: event.endsAt };
    case "extended":
      if (event.endsAt !== null) return { status: "running", phases, phase, endsAt: event.endsAt };
      return { status: "paused", phases, phase, remainingMs: event.remainingMs ?? 0 };
  }
}

/** When the clock does something by itself, if nobody does anything before; null: never. */
export function dueAt(clock: RoomClock): Instant | null {
  if (clock.status !== "running") return null;
  return clock.phase < clock.phases.length - 1 ? clock.endsAt : later(clock.endsAt, OVERTIME_MS_MAX);
}

/** What the clock did by itself up to `at`, each with its true time, also where nobody looked for hours. */
export function dueEvents(clock: RoomClock, at: Instant): { readonly at: Instant; readonly event: ClockEvent }[] {
  const events: { at: Instant; event: ClockEvent }[] = [];
  for (let now = clock; ; ) {
    const due = dueAt(now);
    if (due === null || due > at || now.status !== "running") return events;
    const next = now.phases[now.phase + 1];
    const event: ClockEvent = next === undefined ? { kind: "ended" } : { kind: "phase-begun", phase: now.phase + 1, endsAt: later(due, next.ms) };
    events.push({ at: due, event });
    now = turnClock(now, event);
  }
}

export type ClockCommand = Extract<RoomCommand, { kind: "start" | "pause" | "resume" | "extend" | "next-phase" | "end" }>;

/** What a turn of the clock by hand makes of it. `phases` are the scenario's; `at` is not before anything that is in the log. */
export function askClock(clock: RoomClock, command: ClockCommand, phases: readonly Phase[], at: Instant): Result<ClockEvent, RoomRefusal> {
  if (clock.status === "ended") return err({ code: "already-ended" });
  if (clock.status === "waiting") {
    const [first] = phases;
    if (command.kind !== "start" || first === undefined) return err({ code: "not-started" });
    return ok({ kind: "started", phases, endsAt: later(at, first.ms) });
  }
  switch (command.kind) {
    case "start":
      return err({ code: "already-started" });
    case "end":
      return ok({ kind: "ended" });
    case "next-phase": {
      const next = clock.phases[clock.phase + 1];
      return next === undefined ? err({ code: "last-phase" }) : ok({ kind: "phase-begun", phase: clock.phase + 1, endsAt: later(at, next.ms) });
    }
    case "pause":
      return clock.status === "paused" ? err({ code: "already-paused" }) : ok({ kind: "paused", remainingMs: Math.max(0, clock.endsAt - at) });
    case "resume":
      return clock.status === "running" ? err({ code: "not-paused" }) : ok({ kind: "resumed", endsAt: later(at, clock.remainingMs) });
    case "extend":
      return ok(extended(clock, command.ms, at));
  }
}

function extended(clock: Extract<RoomClock, { status: "running" | "paused" }>, ms: number, at: Instant): ClockEvent {
  if (clock.status === "paused") return { kind: "extended", ms, endsAt: null, remainingMs: clock.remainingMs + ms };
  // Of a phase that runs over, the new time counts from now.
  return { kind: "extended", ms, endsAt: later(instant(Math.max(clock.endsAt, at)), ms), remainingMs: null };
}
