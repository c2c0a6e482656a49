/** The clock of an interview as it is drawn and spoken. All times come from the room's own clock. */
import type { RoomClock } from "@/domain/interviews/room-clock";
import { clockWords } from "../words";

export interface PhaseSegment {
  readonly name: string;
  readonly minutes: number;
  readonly standing: "past" | "now" | "coming";
  /** How much of it is over, 0 to 1. */
  readonly share: number;
}

export interface ClockView {
  readonly status: RoomClock["status"];
  readonly segments: readonly PhaseSegment[];
  readonly phaseName: string | null;
  /** Left of the phase; below 0 while it runs over. Null before the start and after the end. */
  readonly leftMs: number | null;
  /** Left of the whole interview, at least 0. */
  readonly toEndMs: number | null;
}

const MINUTE_MS = 60_000;

/** `planned` are the scenario's phases, for the time before the clock runs. */
export function viewClock(clock: RoomClock, planned: readonly { name: string; minutes: number }[], now: number): ClockView {
  if (clock.status === "waiting" || clock.status === "ended") {
    const isOver = clock.status === "ended";
    return {
      status: clock.status,
      segments: planned.map(({ name, minutes }) => ({ name, minutes, standing: isOver ? "past" : "coming", share: isOver ? 1 : 0 })),
      phaseName: null,
      leftMs: null,
      toEndMs: null,
    };
  }
  const { phases, phase } = clock;
  const leftMs = clock.status === "running" ? clock.endsAt - now : clock.remainingMs;
  const later = phases.slice(phase + 1).reduce((sum, { ms }) => sum + ms, 0);
  return {
    status: clock.status,
    segments: phases.map(({ name, ms }, place) => ({
      name,
      minutes: Math.round(ms / MINUTE_MS),
      standing: place < phase ? "past" : place === phase ? "now" : "coming",
      // An extended phase may have more left than it had: its bar then starts anew.
      share: place < phase ? 1 : place > phase ? 0 : Math.min(1, Math.max(0, 1 - leftMs / ms)),
    })),
    phaseName: phases[phase]?.name ?? null,
    leftMs,
    toEndMs: Math.max(0, leftMs) + later,
  };
}

/** The figures of the clock; null: there is nothing to count any more. Before the start it is the whole interview. */
export function clockFigures({ status, segments, leftMs }: ClockView): string | null {
  if (status === "ended") return null;
  return clockWords(leftMs ?? segments.reduce((sum, { minutes }) => sum + minutes * MINUTE_MS, 0));
}

/** The line below the clock. */
export function clockCaption({ status, phaseName, leftMs }: ClockView): string {
  if (status === "waiting") return "not started";
  if (status === "ended") return "the interview is over";
  const over = leftMs !== null && leftMs < 0;
  return `${status === "paused" ? "paused, " : ""}${over ? "over" : "left of"} ${phaseName}`;
}

const SPOKEN = [
  { ms: 5 * MINUTE_MS, say: "5 minutes left of" },
  { ms: MINUTE_MS, say: "1 minute left of" },
  { ms: 0, say: "Time is over for" },
];

/** What is said aloud when the time left of a phase falls from one look to the next; null: nothing. */
export function spokenBetween(beforeMs: number, afterMs: number, phaseName: string): string | null {
  const passed = SPOKEN.filter(({ ms }) => beforeMs > ms && afterMs <= ms).at(-1);
  return passed === undefined ? null : `${passed.say} ${phaseName}`;
}
