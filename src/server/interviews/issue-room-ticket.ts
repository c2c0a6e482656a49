import type { IssuedTicket } from "@/contracts/interviews/socket";
import { err, type Result } from "@/domain/kernel/result";
import type { Tools } from "../compose";
import { env } from "../platform/env";
import type { Asker } from "./asker";
import { type NoSuchRoom, requireMembership } from "./membership";
import { issueTicket } from "./tickets";

/** A ticket for whoever was let in: as what the invitation said, whatever the browser says. */
export async function issueRoomTicket(
  { database }: Pick<Tools, "database">,
  { asker, roomId, clientId }: { asker: Asker; roomId: string; clientId: string | null },
): Promise<Result<IssuedTicket, NoSuchRoom | { code: "no-live-process" }>> {
  const found = await requireMembership(database, { roomId, asker, standing: "admitted" });
  if (!found.ok) return found;
  const { me } = found.value;
  const issued = await issueTicket({ database, authSecret: env().AUTH_SECRET }, me.id, { clientId, sessionId: me.userId === null ? null : asker.sessionId });
  if (issued.ok) return issued;
  return err({ code: issued.error === "no-live-process" ? "no-live-process" : "no-such-room" });
}
