"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { RoomState } from "@/domain/interviews/room-state";
import type { RoomSession } from "./room-session";

const Session = createContext<RoomSession<RoomState> | null>(null);

export function SessionProvider({ session, children }: { session: RoomSession<RoomState>; children: ReactNode }) {
  return <Session.Provider value={session}>{children}</Session.Provider>;
}

/** The live room that this part is drawn in. */
export function useSession(): RoomSession<RoomState> {
  const session = useContext(Session);
  if (session === null) throw new Error("a part of the room was drawn outside of it");
  return session;
}
