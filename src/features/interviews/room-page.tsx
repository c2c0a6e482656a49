"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { RoomView } from "@/contracts/interviews/rooms";
import { isRefusal, refusalOf, useTRPC } from "../trpc";
import { Lobby } from "./lobby/lobby";
import { SentAway } from "./lobby/sent-away";
import { SignedOut } from "./lobby/signed-out";
import { LiveRoom } from "./room/live-room";

/** How soon somebody at the door learns that it opened; in the room the socket tells most. */
const LOOK_MS = { lobby: 2_000, room: 15_000 };

interface RoomPageProps {
  initial: RoomView;
  timeZone: string | null;
  isSignedIn: boolean;
}

/** A room's address: the lobby first, then the room. Whoever loads the page again while inside is inside again. */
export function RoomPage({ initial, timeZone, isSignedIn }: RoomPageProps) {
  const trpc = useTRPC();
  const { roomId } = initial;
  const [isInside, setInside] = useInside(roomId);
  const found = useQuery({
    ...trpc.interviews.room.queryOptions({ roomId }),
    initialData: initial,
    refetchInterval: isInside ? LOOK_MS.room : LOOK_MS.lobby,
    refetchOnMount: false,
  });
  const view = found.data;
  if (refusalOf(found.error) === "signed-out") return <SignedOut roomId={roomId} />;
  if (found.error !== null && isRefusal(found.error)) return <SentAway wasInside={view.me.state === "admitted"} isSignedIn={isSignedIn} />;
  const mayEnter = view.me.state === "admitted";
  if (isInside && mayEnter) return <LiveRoom view={view} timeZone={timeZone} isSignedIn={isSignedIn} />;
  return <Lobby view={view} timeZone={timeZone} isSignedIn={isSignedIn} onEnter={() => setInside(true)} />;
}

/** Kept for as long as the tab: a reload in the middle of an interview leads back into it. */
function useInside(roomId: string): readonly [boolean, (isInside: boolean) => void] {
  const key = `quorum-inside-${roomId}`;
  const [isInside, setInside] = useState(false);
  useEffect(() => {
    if (sessionStorage.getItem(key) !== null) setInside(true);
  }, [key]);
  const keep = (next: boolean) => {
    if (next) sessionStorage.setItem(key, "1");
    setInside(next);
  };
  return [isInside, keep];
}
