import type { RoomRole } from "@/domain/interviews/room-event";
import { type Instant, instant } from "@/domain/kernel/instant";
import { err, ok, type Result } from "@/domain/kernel/result";
import type { Tools } from "../compose";
import type { Asker } from "./asker";
import { countInvitations, deleteInvitation, insertInvitation } from "./invitation-store";
import { type NoSuchRoom, requireMembership } from "./membership";
import { hashOf, newSecret } from "./secrets";

export const INVITATIONS_MAX = 50;
const DAY_MS = 86_400_000;

/** Makes an invitation for one person. Its token is told here, once. */
export async function invite(
  { database, clock }: Pick<Tools, "database" | "clock">,
  { asker, roomId, role, label, days }: { asker: Asker; roomId: string; role: RoomRole; label: string; days: number },
): Promise<Result<{ invitationId: string; token: string; expiresAt: Instant }, NoSuchRoom | { code: "already-ended" | "too-many-invitations" }>> {
  const host = await requireMembership(database, { roomId, asker, standing: "host" });
  if (!host.ok) return host;
  if (host.value.room.endedAt !== null) return err({ code: "already-ended" });
  if ((await countInvitations(database, roomId)) >= INVITATIONS_MAX) return err({ code: "too-many-invitations" });
  const token = newSecret();
  const invitationId = hashOf(token);
  const expiresAt = instant(clock() + days * DAY_MS);
  await insertInvitation(database, { tokenHash: invitationId, roomId, role, label, expiresAt });
  return ok({ invitationId, token, expiresAt });
}

/** Takes an invitation back that nobody has used. */
export async function revokeInvitation(
  { database }: Pick<Tools, "database">,
  { asker, roomId, invitationId }: { asker: Asker; roomId: string; invitationId: string },
): Promise<Result<null, NoSuchRoom | { code: "no-such-invitation" }>> {
  const host = await requireMembership(database, { roomId, asker, standing: "host" });
  if (!host.ok) return host;
  return (await deleteInvitation(database, { roomId, tokenHash: invitationId })) ? ok(null) : err({ code: "no-such-invitation" });
}
