/** The host's door: who waits, whom to let in, whom to send away. */
import type { DoorView, PersonView } from "@/contracts/interviews/rooms";
import { err, ok, type Result } from "@/domain/kernel/result";
import type { Tools } from "../compose";
import type { Asker } from "./asker";
import { listInvitations } from "./invitation-store";
import { type NoSuchRoom, requireMembership } from "./membership";
import { listAllMembers, moveMember, type StoredMember } from "./room-store";
import { markSeen } from "./scenario-seen-store";
import { announceRemoval } from "./ticket-store";

interface DoorRequest {
  readonly asker: Asker;
  readonly roomId: string;
}

export const personView = ({ id, name, role, isHost, userId, state }: StoredMember): PersonView => ({
  memberId: id,
  name,
  role,
  isHost,
  hasAccount: userId !== null,
  state: state === "admitted" ? "admitted" : "waiting",
});

/** Who waits, and which invitations there are. */
export async function viewDoor({ database }: Pick<Tools, "database">, { asker, roomId }: DoorRequest): Promise<Result<DoorView, NoSuchRoom>> {
  const host = await requireMembership(database, { roomId, asker, standing: "host" });
  if (!host.ok) return host;
  const [members, invitations] = await Promise.all([listAllMembers(database, roomId), listInvitations(database, roomId)]);
  return ok({
    waiting: members.filter(({ state }) => state === "waiting").map(personView),
    invitations: invitations.map(({ tokenHash, role, label, expiresAt, memberId }) => ({
      invitationId: tokenHash,
      role,
      label,
      expiresAt,
      usedBy: memberId === null ? null : (members.find(({ id }) => id === memberId)?.name ?? ""),
    })),
  });
}

type DoorRefusal = NoSuchRoom | { code: "no-such-member" };

/** Lets somebody in who waits, as what the invitation said. From now on they know the scenario from that side. */
export async function admit(
  { database, clock }: Pick<Tools, "database" | "clock">,
  { asker, roomId, memberId }: DoorRequest & { memberId: string },
): Promise<Result<null, DoorRefusal>> {
  const host = await requireMembership(database, { roomId, asker, standing: "host" });
  if (!host.ok) return host;
  const { scenarioId } = host.value.room;
  return database.$transaction(async (transaction) => {
    const member = await moveMember(transaction, { roomId, memberId, from: ["waiting"], to: "admitted" });
    if (member === null) return err({ code: "no-such-member" });
    const { userId, role } = member;
    if (userId !== null && role !== "observer") {
      await markSeen(transaction, { userId, scenarioId, how: role === "interviewer" ? "staff" : "candidate", at: clock() });
    }
    return ok(null);
  });
}

/** Sends somebody away, who waits or is in the room: their sockets close, and no invitation lets them in again. The host stays. */
export async function removeMember(
  { database }: Pick<Tools, "database">,
  { asker, roomId, memberId }: DoorRequest & { memberId: string },
): Promise<Result<null, DoorRefusal>> {
  const host = await requireMembership(database, { roomId, asker, standing: "host" });
  if (!host.ok) return host;
  return database.$transaction(async (transaction) => {
    const member = await moveMember(transaction, { roomId, memberId, from: ["waiting", "admitted"], to: "removed" });
    if (member === null) return err({ code: "no-such-member" });
    await announceRemoval(transaction, roomId);
    return ok(null);
  });
}
