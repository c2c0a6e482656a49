"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { RoomView } from "@/contracts/interviews/rooms";
import { isRefusal, useTRPC } from "../trpc";
import { Lobby } from "./lobby/lobby";
import { SentAway } from "./lobby/sent-away";

/** How soon somebody at the door learns that it opened. */
const LOOK_MS = 2_000;

interface RoomPageProps {
  initial: RoomView;
  timeZone: string | null;
  isSignedIn: boolean;
}

/** A room's address: the lobby first, then the room. */
export function RoomPage({ initial, timeZone, isSignedIn }: RoomPageProps) {
  const trpc = useTRPC();
  const { roomId } = initial;
  const [isInside, setInside] = useState(false);
  const found = useQuery({ ...trpc.interviews.room.queryOptions({ roomId }), initialData: initial, refetchInterval: LOOK_MS, refetchOnMount: false });
  if (found.error !== null && isRefusal(found.error)) return <SentAway wasInside={found.data.me.state === "admitted"} />;
  const view = found.data;
  return <Lobby view={view} timeZone={timeZone} isSignedIn={isSignedIn} onEnter={() => setInside(true)} key={String(isInside)} />;
}
