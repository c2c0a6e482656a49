/**
 * Tickets to live rooms: made where somebody is signed in, taken where the socket is opened. What a ticket says is what
 * the socket is: the room, the member and the role are never the client's word.
 */
import { createHmac, hkdfSync, randomUUID, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { IssuedTicket } from "@/contracts/interviews/socket";
import { type Instant, instant } from "@/domain/kernel/instant";
import { err, ok, type Result } from "@/domain/kernel/result";
import type { Database } from "../platform/database";
import { findHome } from "./room-home-store";
import { findAdmitted, insertClient, mayBeClient } from "./ticket-store";

export const TICKET_MS = 60_000;
/** Parts the key of the tickets from everything else that is made of the same secret. */
const LABEL = "room-tickets";
const KEY_BYTES = 32;

const TicketSchema = z.strictObject({
  ticketId: z.uuid(),
  roomId: z.string().min(1),
  memberId: z.uuid(),
  name: z.string(),
  role: z.enum(["interviewer", "candidate", "observer"]),
  isHost: z.boolean(),
  clientId: z.uuid(),
  /** By which the member is signed in; null: a guest. The socket ends with it. */
  sessionId: z.string().nullable(),
  /** The process that is to take it. */
  home: z.uuid(),
  expiresAt: z.number().transform(instant),
});
export type Ticket = z.infer<typeof TicketSchema>;

export type TicketFault = "unreadable" | "forged" | "expired";

const keyOf = (authSecret: string): Buffer => Buffer.from(hkdfSync("sha256", authSecret, "", LABEL, KEY_BYTES));
const macOf = (authSecret: string, body: string): Buffer => createHmac("sha256", keyOf(authSecret)).update(body).digest();

/** `<body>.<mac>`, both base64url: the body is JSON, the mac an HMAC-SHA-256 of it. */
export function signTicket(authSecret: string, ticket: Ticket): string {
  const body = Buffer.from(JSON.stringify(ticket)).toString("base64url");
  return `${body}.${macOf(authSecret, body).toString("base64url")}`;
}

/** What a ticket says, if it was made here and its time has not passed. */
export function readTicket(authSecret: string, text: string, now: Instant): Result<Ticket, TicketFault> {
  const [body = "", mac = "", ...rest] = text.split(".");
  if (rest.length > 0 || mac === "") return err("unreadable");
  const [given, right] = [Buffer.from(mac, "base64url"), macOf(authSecret, body)];
  if (given.length !== right.length || !timingSafeEqual(given, right)) return err("forged");
  const parsed = TicketSchema.safeParse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
  if (!parsed.success) return err("unreadable");
  return now < parsed.data.expiresAt ? ok(parsed.data) : err("expired");
}

/** `not-admitted`: waiting, removed, or nobody. `no-live-process`: none is in service at this moment; the next try may find one. */
export type TicketRefusal = "not-admitted" | "no-live-process";

/**
 * A ticket for a member of a room. A tab that had one before names its `clientId`, and stays the client that it was; an
 * id that was not given out to this member counts for nothing. `sessionId` is the browser's session, null for a guest.
 */
export async function issueTicket(
  { database, authSecret }: { database: Database; authSecret: string },
  memberId: string,
  { clientId = null, sessionId = null }: { clientId?: string | null; sessionId?: string | null } = {},
): Promise<Result<IssuedTicket, TicketRefusal>> {
  const admitted = await findAdmitted(database, memberId);
  if (admitted === null) return err("not-admitted");
  const { roomId, member, now } = admitted;
  const home = await findHome(database, roomId);
  if (home === null) return err("no-live-process");
  const mine = clientId !== null && (await mayBeClient(database, { clientId, memberId })) ? clientId : await insertClient(database, memberId);
  const ticket = signTicket(authSecret, { ticketId: randomUUID(), roomId, ...member, clientId: mine, sessionId, home, expiresAt: instant(now + TICKET_MS) });
  return ok({ ticket, clientId: mine, home });
}
