import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RoomInput } from "@/contracts/interviews/rooms";
import { RoomPage } from "@/features/interviews/room-page";
import { currentViewer } from "@/server/auth/current-viewer";
import { caller } from "@/server/trpc/context";
import { nullIfNotFound } from "@/server/trpc/null-if-not-found";

export const metadata: Metadata = { title: "Interview room", robots: "noindex" };

export default async function Page({ params }: { params: Promise<{ code: string }> }) {
  const asked = RoomInput.safeParse({ roomId: (await params).code });
  if (!asked.success) notFound();
  const [room, viewer] = await Promise.all([nullIfNotFound((await caller()).interviews.room(asked.data)), currentViewer()]);
  if (room === null) notFound();
  return <RoomPage key={room.roomId} initial={room} timeZone={viewer?.timeZone ?? null} isSignedIn={viewer !== null} />;
}
