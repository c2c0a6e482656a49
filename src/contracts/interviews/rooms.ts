/**
 * What crosses the border of the interviews slice before the live socket opens (socket.ts): scenarios to choose from,
 * rooms, invitations and who is in a room. Times are milliseconds since the epoch.
 */
import { z } from "zod";
import { ContentId, Reference } from "../review/review";
import type { IssuedTicket } from "./socket";

export const NAME_CHARS_MAX = 60;
export const LABEL_CHARS_MAX = 80;
export const INVITATION_DAYS = 7;
export const INVITATION_DAYS_MAX = 30;

export const RoomRoleSchema = z.enum(["interviewer", "candidate", "observer"]);

/** "kfw-mxqt-brz": an id that nobody guesses, and that can be read out. */
export const RoomId = z.string().regex(/^[a-z]{3}-[a-z]{4}-[a-z]{3}$/);
const MemberId = z.uuid().toLowerCase();
const Token = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** The hash of an invitation's token: names it, and opens nothing. */
const InvitationId = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const Time = z.number().int();
const Phase = z.strictObject({ name: z.string(), minutes: z.number() });

/** What one may do and see depends on it: waiting before the door, or let in. */
export const MemberState = z.enum(["waiting", "admitted"]);
export const RoomState = z.enum(["not-started", "running", "ended"]);
export type RoomState = z.infer<typeof RoomState>;

export const ScenarioSummary = z.strictObject({
  id: z.string(),
  title: z.string(),
  topic: z.strictObject({ id: z.string(), title: z.string() }),
  level: z.string(),
  minutes: z.number(),
  summary: z.string(),
  phases: z.array(Phase),
  /** Whether this account knows it: its staff's side ("staff"), or as its candidate; null: neither. */
  known: z.strictObject({ as: z.enum(["staff", "candidate"]), at: Time }).nullable(),
});
export type ScenarioSummary = z.infer<typeof ScenarioSummary>;
export const ScenariosOutput = z.strictObject({ scenarios: z.array(ScenarioSummary) });
export type ScenariosOutput = z.infer<typeof ScenariosOutput>;

export const RoomListItem = z.strictObject({
  roomId: RoomId,
  title: z.string(),
  state: RoomState,
  createdAt: Time,
  scheduledAt: Time.nullable(),
  startedAt: Time.nullable(),
  endedAt: Time.nullable(),
  role: RoomRoleSchema,
  isHost: z.boolean(),
  memberState: MemberState,
  /** Names of the others who were let in, the candidates first */
  others: z.array(z.string()),
  sharedAt: Time.nullable(),
});
export type RoomListItem = z.infer<typeof RoomListItem>;
/** The rooms of this account, newest first. */
export const RoomsOutput = z.strictObject({ rooms: z.array(RoomListItem) });
export type RoomsOutput = z.infer<typeof RoomsOutput>;

export const OpenRoomInput = z.strictObject({ scenarioId: ContentId, scheduledAt: Time.positive().nullable() });
export const OpenRoomOutput = z.strictObject({ roomId: RoomId });

export const RoomInput = z.strictObject({ roomId: RoomId });
export const MemberInput = z.strictObject({ roomId: RoomId, memberId: MemberId });

export const InviteInput = z.strictObject({
  roomId: RoomId,
  role: RoomRoleSchema,
  label: z.string().trim().max(LABEL_CHARS_MAX),
  days: z.int().min(1).max(INVITATION_DAYS_MAX).default(INVITATION_DAYS),
});
/** The only time that the token is told. */
export const InviteOutput = z.strictObject({ invitationId: InvitationId, token: Token, expiresAt: Time });
export const RevokeInput = z.strictObject({ roomId: RoomId, invitationId: InvitationId });

export const InvitationInput = z.strictObject({ token: Token });
export const InvitationView = z.strictObject({
  roomTitle: z.string(),
  minutes: z.number(),
  scheduledAt: Time.nullable(),
  /** Null once that account is gone */
  hostName: z.string().nullable(),
  role: RoomRoleSchema,
  expiresAt: Time,
  /** Set for whoever is in the room already, by this invitation or otherwise: the way in */
  memberOf: RoomId.nullable(),
});
export type InvitationView = z.infer<typeof InvitationView>;
/** The name of a guest; an account goes by its own. */
export const AcceptInput = z.strictObject({
  token: Token,
  name: z.string().trim().min(1, "Type the name that the others will see.").max(NAME_CHARS_MAX).optional(),
});
export const AcceptOutput = z.strictObject({ roomId: RoomId });

export const PersonView = z.strictObject({
  memberId: z.string(),
  name: z.string(),
  role: RoomRoleSchema,
  isHost: z.boolean(),
  /** Somebody with an account, as against a guest with a name */
  hasAccount: z.boolean(),
  state: MemberState,
});
export type PersonView = z.infer<typeof PersonView>;

/** What somebody may know of a room before its socket opens. */
export const RoomView = z.strictObject({
  roomId: RoomId,
  title: z.string(),
  level: z.string(),
  minutes: z.number(),
  phases: z.array(Phase),
  /** The task; null until one was let in and the interview has begun */
  prompt: z.string().nullable(),
  scheduledAt: Time.nullable(),
  state: RoomState,
  me: PersonView,
  /** Those who were let in; whoever waits is told of the host alone */
  people: z.array(PersonView),
  sharedAt: Time.nullable(),
});
export type RoomView = z.infer<typeof RoomView>;

export const Invitation = z.strictObject({
  invitationId: InvitationId,
  role: RoomRoleSchema,
  label: z.string(),
  expiresAt: Time,
  /** Who used it; null: nobody yet */
  usedBy: z.string().nullable(),
});
export type Invitation = z.infer<typeof Invitation>;

/** The host's side of the door. */
export const DoorView = z.strictObject({ waiting: z.array(PersonView), invitations: z.array(Invitation) });
export type DoorView = z.infer<typeof DoorView>;

const RubricLineView = z.strictObject({ dimension: z.string(), levels: z.array(z.string()).length(4) });

/** The staff's side of a scenario. Never told to anybody else. */
export const ConsoleView = z.strictObject({
  prompt: z.string(),
  level: z.string(),
  minutes: z.number(),
  phases: z.array(z.strictObject({ name: z.string(), minutes: z.number(), guide: z.string() })),
  facts: z.array(z.strictObject({ label: z.string(), text: z.string() })),
  hints: z.array(z.strictObject({ text: z.string(), when: z.string() })),
  followUps: z.array(z.strictObject({ text: z.string(), fromPhase: z.string() })),
  estimates: z.array(
    z.strictObject({ target: z.string(), inputs: z.record(z.string(), z.number()), formula: z.string(), value: z.number(), unit: z.string(), decides: z.string() }),
  ),
  deepDives: z.array(z.strictObject({ question: z.string(), points: z.array(z.string()) })),
  commonMistakes: z.array(z.string()),
  rubric: z.array(RubricLineView),
  references: z.array(Reference),
});
export type ConsoleView = z.infer<typeof ConsoleView>;

/** `clientId` is that of the ticket before, so that a tab stays the client that it was. */
export const TicketInput = z.strictObject({ roomId: RoomId, clientId: z.uuid().nullable() });
export const TicketOutput = z.strictObject({ ticket: z.string(), clientId: z.string(), home: z.string() }) satisfies z.ZodType<IssuedTicket>;
