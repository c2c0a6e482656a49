"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import type { RoomState } from "@/domain/interviews/room-state";
import { isRefusal, refusalOf, useTRPCClient } from "../../trpc";
import { RoomConnection } from "./room-connection";
import type { RoomSession } from "./room-session";

/** The live room as one of its members has it, for as long as the page is open. */
export function useRoom({ roomId, memberId }: { readonly roomId: string; readonly memberId: string }): RoomSession<RoomState> {
  const client = useTRPCClient();
  const [connection, setConnection] = useState<RoomConnection>(() => connectionOf(client, roomId, memberId));
  useEffect(() => {
    const opened = connectionOf(client, roomId, memberId);
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
  }, [client, roomId, memberId]);
  return useSyncExternalStore(connection.session.subscribe, connection.session.current, connection.session.current);
}

const connectionOf = (client: ReturnType<typeof useTRPCClient>, roomId: string, memberId: string): RoomConnection =>
  new RoomConnection({ memberId, ticket: (clientId) => client.interviews.ticket.mutate({ roomId, clientId }), whyOut });

const whyOut = (error: unknown) => (!isRefusal(error) ? null : refusalOf(error) === "signed-out" ? "signed-out" : "removed");
