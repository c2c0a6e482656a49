"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc";
import { Invitations } from "./invitations";
import { InviteForm } from "./invite-form";
import styles from "./lobby.module.css";
import { Waiting } from "./waiting";

const LOOK_MS = 2_000;

/** The host's door, asked again and again: who waits, and whom one has invited. */
export function useDoor(roomId: string, isHost: boolean) {
  const trpc = useTRPC();
  return useQuery({ ...trpc.interviews.door.queryOptions({ roomId }), enabled: isHost, refetchInterval: LOOK_MS });
}

/** Whom to let in, and whom to invite. */
export function Door({ roomId, timeZone, hasEnded }: { roomId: string; timeZone: string | null; hasEnded: boolean }) {
  const { data } = useDoor(roomId, true);
  if (data === undefined) return null;
  return (
    <>
      <section className={styles.block} aria-labelledby="door-waiting">
        <h2 id="door-waiting">At the door</h2>
        <Waiting roomId={roomId} waiting={data.waiting} />
      </section>
      {!hasEnded && (
        <section className={styles.block} aria-labelledby="door-invite">
          <h2 id="door-invite">Invite</h2>
          <InviteForm roomId={roomId} timeZone={timeZone} />
          <Invitations roomId={roomId} invitations={data.invitations} timeZone={timeZone} />
        </section>
      )}
    </>
  );
}
