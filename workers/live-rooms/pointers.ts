/** Where people point: sent on at once among few, joined among many. Never kept; what a slow socket misses it misses. */
import type { PointerMessage, Pointers } from "@/contracts/interviews/socket";
import type { LiveSocket } from "./connection";
import { type LiveServer, pointerGroup } from "./fan-out";
import { POINTER_MS, POINTERS_APART_MAX } from "./limits";

export interface PointerRelay {
  readonly point: (socket: LiveSocket, memberId: string, pointer: PointerMessage) => void;
  readonly close: () => void;
}

/** `socketsIn` says how many there are at this moment. */
export function openPointerRelay(io: LiveServer, roomId: string, socketsIn: () => number): PointerRelay {
  let latest = new Map<string, Pointers["pointers"][number]>();
  let timer: NodeJS.Timeout | undefined;
  const group = pointerGroup(roomId);

  function sendJoined(): void {
    timer = undefined;
    io.to(group).volatile.emit("pointers", { pointers: [...latest.values()] });
    latest = new Map();
  }

  return {
    point: (socket, memberId, pointer) => {
      const one = { memberId, ...pointer };
      if (socketsIn() <= POINTERS_APART_MAX) {
        socket.to(group).volatile.emit("pointers", { pointers: [one] });
        return;
      }
      latest.set(memberId, one);
      timer ??= setTimeout(sendJoined, POINTER_MS);
    },
    close: () => clearTimeout(timer),
  };
}
