/** The other end of an invitation: looking at it, and going in by it. */
import { randomUUID } from "node:crypto";
import type { InvitationView } from "@/contracts/interviews/rooms";
import type { Instant } from "@/domain/kernel/instant";
import { err, ok, type Result } from "@/domain/kernel/result";
import { addressBucket, INVITATION_PER_ADDRESS, payTolls } from "../auth/rate-limit";
import type { Viewer } from "../auth/viewer";
import type { Tools } from "../compose";
import { type Database, isDuplicateKey } from "../platform/database";
import type { GuestKeys } from "../trpc/guest-keys";
import { askerOf } from "./asker";
import { findInvitation, type StoredInvitation, useInvitation as markUsed } from "./invitation-store";
import { scenarioOf } from "./membership";
import { nameIn } from "./open-room";
import { findMembership, findRoomWithHost, insertMember, wasRemoved } from "./room-store";
import { hashOf, newSecret } from "./secrets";

type Kept = Pick<Tools, "database" | "clock" | "catalog">;

interface Guest {
  readonly viewer: Viewer | null;
  readonly guestKeys?: GuestKeys | undefined;
  readonly clientAddress: string;
  readonly token: string;
}

type NotOpen = { code: "no-such-invitation" } | { code: "too-many-attempts"; againInSeconds: number };

/** What an invitation leads to, for whoever holds it: as long as it is open, and afterwards for whoever is in the room. */
export async function viewInvitation(tools: Kept, guest: Guest): Promise<Result<InvitationView, NotOpen>> {
  const found = await openInvitation(tools, guest);
  if (!found.ok) return found;
  const { invitation, room, isMember } = found.value;
  const { title, minutes } = scenarioOf(tools.catalog, room);
  return ok({
    roomTitle: title,
    minutes,
    scheduledAt: room.scheduledAt,
    hostName: room.hostName,
    role: invitation.role,
    expiresAt: invitation.expiresAt,
    memberOf: isMember ? room.id : null,
  });
}

export type AcceptRefusal = NotOpen | { code: "account-needed" | "name-needed" };

/**
 * Goes before the door of the room by an invitation, which is used up. Somebody who is in the room already goes in, and
 * the invitation stays as it is. A guest is given a key, which is told here, once.
 */
export async function acceptInvitation(
  tools: Kept,
  guest: Guest & { readonly name: string | undefined },
): Promise<Result<{ roomId: string; guestKey: string | null }, AcceptRefusal>> {
  const found = await openInvitation(tools, guest);
  if (!found.ok) return found;
  const { invitation, isMember } = found.value;
  const { roomId, role } = invitation;
  if (isMember) return ok({ roomId, guestKey: null });

  const { viewer, name } = guest;
  if (viewer === null && role === "interviewer") return err({ code: "account-needed" });
  if (viewer === null && name === undefined) return err({ code: "name-needed" });
  const guestKey = viewer === null ? newSecret() : null;
  const member = {
    id: randomUUID(),
    roomId,
    role,
    userId: viewer?.userId ?? null,
    guestHash: guestKey === null ? null : hashOf(guestKey),
    name: viewer === null ? (name ?? "") : nameIn(viewer),
  };
  const entered = await enter(tools.database, { invitation, member, at: tools.clock() });
  return entered ? ok({ roomId, guestKey }) : err({ code: "no-such-invitation" });
}

async function enter(
  database: Database,
  { invitation, member, at }: { invitation: StoredInvitation; member: Parameters<typeof insertMember>[1]; at: Instant },
): Promise<boolean> {
  try {
    return await database.$transaction(async (transaction) => {
      if (!(await markUsed(transaction, { tokenHash: invitation.tokenHash, memberId: member.id, at }))) return false;
      await insertMember(transaction, member);
      return true;
    });
  } catch (error) {
    // The same account by another invitation at the same moment.
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

interface OpenInvitation {
  readonly invitation: StoredInvitation;
  readonly room: NonNullable<Awaited<ReturnType<typeof findRoomWithHost>>>;
  readonly isMember: boolean;
}

async function openInvitation({ database, clock }: Kept, guest: Guest): Promise<Result<OpenInvitation, NotOpen>> {
  const now = clock();
  const againAt = await payTolls(database, [{ limit: INVITATION_PER_ADDRESS, whom: addressBucket(guest.clientAddress) }], now);
  if (againAt !== null) return err({ code: "too-many-attempts", againInSeconds: Math.ceil((againAt - now) / 1000) });
  const invitation = await findInvitation(database, hashOf(guest.token));
  const room = invitation === null ? null : await findRoomWithHost(database, invitation.roomId);
  if (invitation === null || room === null) return err({ code: "no-such-invitation" });
  const asker = askerOf(guest, invitation.roomId);
  const isMember = (await findMembership(database, invitation.roomId, asker)) !== null;
  const isOpen = invitation.memberId === null && invitation.expiresAt > now && room.endedAt === null;
  if (!isMember && (!isOpen || (await wasRemoved(database, invitation.roomId, asker)))) return err({ code: "no-such-invitation" });
  return ok({ invitation, room, isMember });
}
