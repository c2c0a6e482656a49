"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { RoomView } from "@/contracts/interviews/rooms";
import { useTRPC } from "../../trpc";
import { SentAway } from "../lobby/sent-away";
import { SignedOut } from "../lobby/signed-out";
import { Room } from "./room";
import { SessionProvider } from "./room-context";
import { RoomSkeleton } from "./room-skeleton";
import { useRoom } from "./use-room";

/** A room whose socket is open. */
export function LiveRoom({ view, timeZone, isSignedIn }: { view: RoomView; timeZone: string | null; isSignedIn: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { roomId } = view;
  const session = useRoom({ roomId, memberId: view.me.memberId });
  const isStaff = view.me.role === "interviewer";
  const script = useQuery({ ...trpc.interviews.console.queryOptions({ roomId }), enabled: isStaff, staleTime: Infinity });

  // Who is let in, and the task that the start of the clock reveals, are told by the web server.
  const turn = `${session.state.clock.status} ${session.state.members.size}`;
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: trpc.interviews.room.queryKey({ roomId }) });
  }, [queries, trpc, roomId, turn]);

  if (session.status === "removed") return <SentAway wasInside isSignedIn={isSignedIn} />;
  if (session.status === "signed-out") return <SignedOut roomId={roomId} />;
  if (session.me === null || (isStaff && script.data === undefined)) return <RoomSkeleton title={view.title} />;
  return (
    <SessionProvider session={session}>
      <Room view={view} script={script.data ?? null} timeZone={timeZone} isSignedIn={isSignedIn} />
    </SessionProvider>
  );
}
