/** The socket of somebody who was let in: what it may send, how much of it, and what becomes of anything else. */
import { PointerMessage } from "@/contracts/interviews/socket";
import { mayAsk } from "@/domain/interviews/askers";
import type { Clock } from "@/server/platform/clock";
import { log } from "@/server/platform/log";
import { openCommandIntake } from "./commands";
import type { Connection, LiveSocket } from "./connection";
import { pointerGroup } from "./fan-out";
import { QUEUE_CHECK_MS, RATES } from "./limits";
import { refusals } from "./metrics";
import type { Rooms } from "./rooms";
import { makeQueueGuard } from "./slow-consumers";
import type { Entry } from "./ticket-gate";
import { makeTokenBucket } from "./token-bucket";

const now = () => performance.now();

/** Serves the socket until it closes. */
export function serveMember(socket: LiveSocket, { room, member, clientId, sessionId, since, lastDone }: Entry, { rooms, clock }: { rooms: Rooms; clock: Clock }): void {
  const connection: Connection = { socket, member, clientId, sessionId, arriving: [] };
  const who = { roomId: room.roomId, memberId: member.memberId };
  const intake = openCommandIntake(room, connection, lastDone);
  const messages = makeTokenBucket(RATES.messages, now);
  const pointers = makeTokenBucket(RATES.pointers, now);

  const cutOff = (reason: string) => {
    refusals.inc({ reason });
    log().warn({ ...who, reason }, "socket cut off");
    socket.disconnect(true);
  };
  const point = (message: unknown): boolean => {
    const pointer = PointerMessage.safeParse(message);
    if (pointer.success && mayAsk(member.role, "draw") && pointers.take(1) === 0) room.pointers.point(socket, member.memberId, pointer.data);
    return pointer.success;
  };
  const answerPing = (_message: unknown, reply: unknown): boolean => {
    if (typeof reply === "function") reply({ serverAt: clock() });
    return typeof reply === "function";
  };
  const HEARD: Record<string, (message: unknown, reply?: unknown) => boolean> = { do: intake.take, pointer: point, ping: answerPing };

  socket.onAny((event: string, message: unknown, reply: unknown) => {
    // Of what came with one packet of the network, the rest is dropped.
    if (!socket.connected || !rooms.isOpen(room)) return;
    if (messages.take(1) > 0) return cutOff("flood");
    if (!(Object.hasOwn(HEARD, event) && HEARD[event]?.(message, reply))) cutOff("malformed");
  });
  socket.conn.on("packet", ({ data }: { data?: unknown }) => intake.weigh(typeof data === "string" ? data.length : 0));

  const guard = makeQueueGuard(socket);
  const watch = setInterval(() => {
    const queue = guard.check();
    if (queue === "stuck") {
      refusals.inc({ reason: "does-not-read" });
      log().warn(who, "socket does not read");
      socket.conn.close(true);
    }
    void (queue === "slow" ? socket.leave(pointerGroup(room.roomId)) : connection.arriving === null && socket.join(pointerGroup(room.roomId)));
  }, QUEUE_CHECK_MS);
  watch.unref();
  socket.on("disconnect", () => {
    clearInterval(watch);
    rooms.leave(room, connection);
  });

  rooms.enter(room, connection, { since, lastDone }).then(
    () => guard.excuse(),
    (error: unknown) => {
      log().error({ ...who, err: error }, "member not shown in");
      socket.conn.close();
    },
  );
}
