/**
 * What crosses the live socket. The server speaks first after a ticket was taken (`welcome`); from then on it sends
 * `frame` after `frame`, each of which says between which two numbers of the room's log it lies. A client that finds
 * itself elsewhere asks again with `since`. Commands are numbered by the client and sent again until they are answered.
 */
import { z } from "zod";

/** The path of the live socket; its query `home` names the process that the ticket is for. Websocket only. */
export const LIVE_PATH = "/live";

/** Opens one socket, once, within a minute. `clientId` is asked for again with the next ticket of the same tab. */
export interface IssuedTicket {
  readonly ticket: string;
  readonly clientId: string;
  readonly home: string;
}

/**
 * Why a socket was not opened: `data.code` of the `connect_error`. After `bad-ticket`, `elsewhere` (the room has another
 * home by now) and `busy` a new ticket helps, after the others none.
 */
export type EntryRefusal = "bad-ticket" | "elsewhere" | "busy" | "removed" | "room-full" | "room-gone" | "signed-out";

/** A larger frame closes the connection. */
export const FRAME_BYTES_MAX = 256 * 1_024;
export const CHAT_CHARS_MAX = 2_000;
export const NOTE_CHARS_MAX = 4_000;
export const EVIDENCE_CHARS_MAX = 1_000;
export const PATCHES_MAX = 200;
export const COMMANDS_MAX = 50;
export const EXTEND_MS_MAX = 60 * 60_000;

const fields = z.record(z.string().max(64), z.unknown());
const elementId = z.string().min(1).max(64);
const point = z.tuple([z.number(), z.number()]);
const element = z.looseObject({ id: elementId, type: z.string().max(32), index: z.string().max(64), isDeleted: z.boolean() });

export const BoardPatchSchema = z.discriminatedUnion("op", [
  z.strictObject({ op: z.literal("put"), element }),
  z.strictObject({ op: z.literal("set"), id: elementId, fields }),
  z.strictObject({ op: z.literal("append"), id: elementId, from: z.int().min(0), points: z.array(point).max(2_000), pressures: z.array(z.number()).max(2_000), box: fields }),
  z.strictObject({ op: z.literal("list"), id: elementId, field: z.enum(["boundElements", "groupIds"]), add: z.array(z.unknown()).max(200), remove: z.array(elementId).max(200) }),
]);

const place = z.int().min(0).max(100);
const bare = <Kind extends string>(kind: Kind) => z.strictObject({ kind: z.literal(kind) });

export const RoomCommandSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("draw"), patches: z.array(BoardPatchSchema).min(1).max(PATCHES_MAX) }),
  z.strictObject({ kind: z.literal("say"), text: z.string().trim().min(1).max(CHAT_CHARS_MAX) }),
  bare("start"), bare("pause"), bare("resume"), bare("next-phase"), bare("end"),
  z.strictObject({ kind: z.literal("extend"), ms: z.int().min(1_000).max(EXTEND_MS_MAX) }),
  z.strictObject({ kind: z.literal("release-hint"), hint: place }),
  z.strictObject({ kind: z.literal("ask-follow-up"), followUp: place }),
  z.strictObject({ kind: z.literal("tell-fact"), fact: place }),
  z.strictObject({ kind: z.literal("write-note"), noteId: z.uuid(), text: z.string().max(NOTE_CHARS_MAX), audience: z.enum(["own", "staff", "all"]) }),
  z.strictObject({ kind: z.literal("score"), dimension: place, level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).nullable() }),
  z.strictObject({ kind: z.literal("add-evidence"), evidenceId: z.uuid(), dimension: place, text: z.string().trim().max(EVIDENCE_CHARS_MAX) }),
  z.strictObject({ kind: z.literal("remove-evidence"), evidenceId: z.uuid() }),
]);

/** Client to server, `do`: commands in the client's own numbering, which begins at 1 and has no gap. */
export const DoMessage = z.strictObject({
  commands: z.array(z.strictObject({ n: z.int().min(1), command: RoomCommandSchema })).min(1).max(COMMANDS_MAX),
});
export type DoMessage = z.infer<typeof DoMessage>;

/** Client to server, `pointer`: where somebody points on the board, in its coordinates. Never logged, may be dropped. */
export const PointerMessage = z.strictObject({ x: z.number(), y: z.number(), tool: z.enum(["pointer", "laser"]), selected: z.array(elementId).max(50) });
export type PointerMessage = z.infer<typeof PointerMessage>;

/** Client to server, `ping`: for the clock's offset. Answered with the database's time. */
export interface Pong {
  readonly serverAt: number;
}

/** In the handshake's `auth`. `since` is the last number that the client has; 0: nothing. */
export const Handshake = z.strictObject({ ticket: z.string().max(2_048), since: z.int().min(0) });
export type Handshake = z.infer<typeof Handshake>;

export const MemberSchema = z.strictObject({ memberId: z.string(), name: z.string(), role: z.enum(["interviewer", "candidate", "observer"]), isHost: z.boolean() });

/** Server's own output is typed, not parsed again: the browser trusts its server. */
export interface WireEvent {
  readonly seq: number;
  readonly at: number;
  readonly by: string | null;
  /** "all", "staff" or "own": an event for one member reaches that member only. */
  readonly to: "all" | "staff" | "own";
  readonly event: unknown;
}

/** Server to client, `welcome`: who one is, and all that one may see behind `since`. */
export interface Welcome {
  readonly me: z.infer<typeof MemberSchema>;
  readonly clientId: string;
  /** The last command of this client that is in the log or was refused: what it need not send again. */
  readonly lastDone: number;
  /** The database's time when this was sent. */
  readonly serverAt: number;
  readonly frame: Frame;
  readonly present: readonly string[];
}

/** Server to client, `frame`: what one may see of the numbers behind `after` up to `head`. */
export interface Frame {
  readonly after: number;
  readonly head: number;
  readonly events: readonly WireEvent[];
}

/**
 * Server to client, `done`: commands that are durable, or were refused and change nothing. In the order of `n`.
 * `refused` is a code of RoomRefusal. Of a command that was done before this connection the answer is `null` either way.
 */
export interface Done {
  readonly results: readonly { readonly n: number; readonly refused: string | null }[];
}

/** Server to client, `pointers`: joined, at most every 33 ms in rooms of more than six. */
export interface Pointers {
  readonly pointers: readonly ({ readonly memberId: string } & PointerMessage)[];
}

/** Server to client, `slow`: too much at once; commands from `n` on were not taken and are sent again after `retryMs`. */
export interface Slow {
  readonly n: number;
  readonly retryMs: number;
}

/** Server to client, `removed`: the host removed this member, the room is gone, or this browser was signed out. No ticket will be given to it again. */
export interface Removed {
  readonly reason: "removed" | "room-gone" | "signed-out";
}
