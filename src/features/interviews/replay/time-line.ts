/** An interview on one line of time, from its log: phases, how busy the board was, and what happened when. */
import type { ReplayView } from "@/contracts/interviews/report";
import type { RoomEvent } from "@/domain/interviews/room-event";

/** An event of the log; `atMs` counts from the start of the interview and is 0 for all before it. */
export interface Moment {
  readonly seq: number;
  readonly atMs: number;
  readonly by: string | null;
  readonly to: "all" | "staff" | "own";
  readonly event: RoomEvent;
}

export interface PhaseSpan {
  readonly name: string;
  readonly fromMs: number;
  readonly toMs: number;
}

export type TrackName = "hints" | "evidence" | "notes" | "chat";

export interface Mark {
  readonly seq: number;
  readonly atMs: number;
  readonly words: string;
}

export interface TimeLine {
  /** When it began, on the room's clock. */
  readonly startAt: number;
  readonly durationMs: number;
  readonly moments: readonly Moment[];
  readonly phases: readonly PhaseSpan[];
  /** Changes to the board in each of equal parts of the time. */
  readonly density: readonly number[];
  readonly tracks: Readonly<Record<TrackName, readonly Mark[]>>;
}

const DENSITY_BINS = 180;

interface Names {
  readonly people: ReadonlyMap<string, string>;
  readonly dimensions: readonly string[];
}

/** Lays a log out. Without a start it begins with the first event. */
export function layTimeLine({ events, people, dimensions }: Pick<ReplayView, "events" | "people" | "dimensions">): TimeLine {
  const started = events.find(({ event }) => event.kind === "started");
  const startAt = started?.at ?? events[0]?.at ?? 0;
  // Levels, evidence and notes may come after the end: they do not lengthen the interview.
  const ended = events.find(({ event }) => event.kind === "ended");
  const durationMs = Math.max(1, (ended?.at ?? events.at(-1)?.at ?? startAt) - startAt);
  const moments = events.map(({ seq, at, by, to, event }): Moment => ({
    seq, by, to, atMs: Math.min(durationMs, Math.max(0, at - startAt)), event: event as unknown as RoomEvent,
  }));
  const names: Names = { people: new Map(people.map(({ memberId, name }) => [memberId, name])), dimensions: dimensions ?? [] };
  return { startAt, durationMs, moments, phases: phasesOf(moments, durationMs), density: densityOf(moments, durationMs), tracks: tracksOf(moments, names) };
}

function phasesOf(moments: readonly Moment[], durationMs: number): PhaseSpan[] {
  const planned = moments.flatMap(({ event }) => (event.kind === "started" ? event.phases : []));
  const begun = moments.flatMap(({ atMs, event }) => (event.kind === "started" ? [{ phase: 0, atMs }] : event.kind === "phase-begun" ? [{ phase: event.phase, atMs }] : []));
  return begun.map(({ phase, atMs }, place) => ({ name: planned[phase]?.name ?? "", fromMs: atMs, toMs: begun[place + 1]?.atMs ?? durationMs }));
}

function densityOf(moments: readonly Moment[], durationMs: number): number[] {
  const bins = Array<number>(DENSITY_BINS).fill(0);
  for (const { atMs, event } of moments) {
    if (event.kind !== "drawn") continue;
    const bin = Math.min(DENSITY_BINS - 1, Math.floor((atMs / durationMs) * DENSITY_BINS));
    bins[bin] = (bins[bin] ?? 0) + event.patches.length;
  }
  return bins;
}

function tracksOf(moments: readonly Moment[], names: Names): TimeLine["tracks"] {
  const on = (track: TrackName): Mark[] =>
    moments.flatMap((moment) => (trackOf(moment.event) === track ? [{ seq: moment.seq, atMs: moment.atMs, words: wordsOf(moment, names) ?? "" }] : []));
  return { hints: on("hints"), evidence: lastOfEach(moments, on("evidence")), notes: on("notes"), chat: on("chat") };
}

/** Evidence is added with its moment, then again with its words: one mark, at the first moment. */
function lastOfEach(moments: readonly Moment[], marks: readonly Mark[]): Mark[] {
  const removed = new Set(moments.flatMap(({ event }) => (event.kind === "evidence-removed" ? [event.evidenceId] : [])));
  const byId = new Map<string, Mark>();
  for (const mark of marks) {
    const event = moments.find(({ seq }) => seq === mark.seq)?.event;
    if (event?.kind !== "evidence-added" || removed.has(event.evidenceId)) continue;
    const first = byId.get(event.evidenceId);
    byId.set(event.evidenceId, first === undefined ? mark : { ...first, words: mark.words });
  }
  return [...byId.values()];
}

function trackOf(event: RoomEvent): TrackName | null {
  switch (event.kind) {
    case "hint-released":
    case "follow-up-asked":
    case "fact-told":
      return "hints";
    case "evidence-added":
      return "evidence";
    case "note-written":
      return event.text === "" ? null : "notes";
    case "said":
      return "chat";
    default:
      return null;
  }
}

/** What happened, in one line; null for what the board shows. */
function wordsOf({ by, event }: Moment, { people, dimensions }: Names): string | null {
  const who = by === null ? "The clock" : (people.get(by) ?? "Somebody");
  switch (event.kind) {
    case "hint-released":
      return `Hint ${event.hint + 1} released: ${event.text}`;
    case "follow-up-asked":
      return `${who} asks: ${event.text}`;
    case "fact-told":
      return `${event.label}: ${event.text}`;
    case "evidence-added":
      return `Evidence for ${dimensions[event.dimension] ?? "the rubric"}${event.text === "" ? "" : `: ${event.text}`}`;
    case "note-written":
      return event.text === "" ? null : `Note by ${who}: ${event.text}`;
    case "said":
      return `${who}: ${event.text}`;
    case "started":
      return "The interview begins";
    case "phase-begun":
      return "The next phase begins";
    case "paused":
      return "The clock is paused";
    case "resumed":
      return "The clock goes on";
    case "extended":
      return `${Math.round(event.ms / 60_000)} more minutes`;
    case "ended":
      return "The interview is over";
    default:
      return null;
  }
}

/** The last thing that was said, released or turned up to a moment. */
export function captionAt({ moments, phases }: TimeLine, atMs: number, { people, dimensions }: Pick<ReplayView, "people" | "dimensions">): Mark | null {
  const names: Names = { people: new Map(people.map(({ memberId, name }) => [memberId, name])), dimensions: dimensions ?? [] };
  for (let place = lastUpTo(moments, atMs); place >= 0; place -= 1) {
    const moment = moments[place];
    if (moment === undefined) continue;
    const words = moment.event.kind === "phase-begun" ? `${phaseAt(phases, moment.atMs)?.name ?? "The next phase"} begins` : wordsOf(moment, names);
    if (words !== null) return { seq: moment.seq, atMs: moment.atMs, words };
  }
  return null;
}

export const phaseAt = (phases: readonly PhaseSpan[], atMs: number): PhaseSpan | null => phases.findLast(({ fromMs }) => fromMs <= atMs) ?? null;

/** Place of the last moment at or before a time; -1: there is none. */
export function lastUpTo(moments: readonly Pick<Moment, "atMs">[], atMs: number): number {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moments[middle]?.atMs ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
