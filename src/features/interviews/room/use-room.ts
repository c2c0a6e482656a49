"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import type { RoomState } from "@/domain/interviews/room-state";
import { RoomConnection, type RoomSurroundings } from "./room-connection";
import type { RoomSession } from "./room-session";

/** The live room of a member, for as long as the page is open. `around` is read when the room is opened. */
export function useRoom(around: RoomSurroundings): RoomSession<RoomState> {
  const [connection, setConnection] = useState(() => new RoomConnection(around));
  const { memberId, ticket, isRefusal } = around;
  useEffect(() => {
    const opened = new RoomConnection({ memberId, ticket, isRefusal });
    setConnection(opened);
    void opened.open();
    const hurry = () => opened.hurry();
    const warn = (event: BeforeUnloadEvent) => {
      if (opened.hasPending) event.preventDefault();
    };
    addEventListener("online", hurry);
    addEventListener("beforeunload", warn);
    return () => {
      removeEventListener("online", hurry);
      removeEventListener("beforeunload", warn);
      opened.close();
    };
  }, [memberId, ticket, isRefusal]);
  return useSyncExternalStore(connection.session.subscribe, connection.session.current, connection.session.current);
}
