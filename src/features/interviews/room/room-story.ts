/** What a room's log says to people, besides the board: chat, releases, notes. Times count from the start of the interview. */
import type { LoggedEvent, RoomEvent, RoomMember } from "@/domain/interviews/room-event";

/** When the interview began; null: it has not. */
export const startOf = (events: readonly LoggedEvent[]): number | null => events.find(({ event }) => event.kind === "started")?.at ?? null;

export interface ChatLine {
  readonly seq: number;
  readonly name: string;
  readonly isMine: boolean;
  readonly text: string;
  /** Milliseconds from the start; null before it. */
  readonly atMs: number | null;
}

export interface Release {
  readonly seq: number;
  readonly kind: "hint" | "follow-up" | "fact";
  /** Its place in the scenario. */
  readonly place: number;
  /** Of a fact: what is agreed by it. */
  readonly label: string | null;
  readonly text: string;
  readonly by: string;
  readonly atMs: number | null;
}

interface Telling {
  readonly events: readonly LoggedEvent[];
  readonly members: ReadonlyMap<string, RoomMember>;
  readonly myId: string | null;
}

const nameOf = ({ members }: Telling, by: string | null): string => (by === null ? "" : (members.get(by)?.name ?? "Somebody"));

function sinceStart({ events }: Telling): (at: number) => number | null {
  const start = startOf(events);
  return (at) => (start === null || at < start ? null : at - start);
}

export function chatLines(telling: Telling): ChatLine[] {
  const timeOf = sinceStart(telling);
  return telling.events.flatMap(({ seq, at, by, event }) =>
    event.kind === "said" ? [{ seq, name: nameOf(telling, by), isMine: by === telling.myId, text: event.text, atMs: timeOf(at) }] : [],
  );
}

function released(event: RoomEvent): Pick<Release, "kind" | "place" | "label" | "text"> | null {
  switch (event.kind) {
    case "hint-released":
      return { kind: "hint", place: event.hint, label: null, text: event.text };
    case "follow-up-asked":
      return { kind: "follow-up", place: event.followUp, label: null, text: event.text };
    case "fact-told":
      return { kind: "fact", place: event.fact, label: event.label, text: event.text };
    default:
      return null;
  }
}

/** What the staff have let out, in that order. */
export function releases(telling: Telling): Release[] {
  const timeOf = sinceStart(telling);
  return telling.events.flatMap(({ seq, at, by, event }) => {
    const what = released(event);
    return what === null ? [] : [{ ...what, seq, by: nameOf(telling, by), atMs: timeOf(at) }];
  });
}

export interface NoteLine {
  readonly noteId: string;
  readonly text: string;
  readonly audience: "own" | "staff" | "all";
  readonly name: string;
  readonly isMine: boolean;
  /** When it was first written. */
  readonly atMs: number | null;
}

/** The notes that say something, in the order in which they were begun. */
export function noteLines(telling: Telling): NoteLine[] {
  const timeOf = sinceStart(telling);
  const notes = new Map<string, NoteLine>();
  const begun = new Map<string, number>();
  for (const { at, by, event } of telling.events) {
    if (event.kind !== "note-written") continue;
    const { noteId, text, audience } = event;
    begun.set(noteId, begun.get(noteId) ?? at);
    if (text === "") notes.delete(noteId);
    else notes.set(noteId, { noteId, text, audience, name: nameOf(telling, by), isMine: by === telling.myId, atMs: timeOf(begun.get(noteId) ?? at) });
  }
  return [...notes.values()].sort((one, other) => (begun.get(one.noteId) ?? 0) - (begun.get(other.noteId) ?? 0));
}
