"use client";

import { ChevronRight, DoorOpen } from "lucide-react";
import Link from "next/link";
import type { RoomView } from "@/contracts/interviews/rooms";
import { BrandMark } from "@/ui/brand";
import { replayHref, reportHref } from "../addresses";
import { AS_ROLE, momentWords } from "../words";
import { ConnectionCheck } from "./connection-check";
import { Door } from "./door";
import styles from "./lobby.module.css";
import { People } from "./people";

interface LobbyProps {
  view: RoomView;
  timeZone: string | null;
  isSignedIn: boolean;
  onEnter: () => void;
}

/** Before the room: who is there, whether the connection holds, and the way in. */
export function Lobby({ view, timeZone, isSignedIn, onEnter }: LobbyProps) {
  const { title, level, minutes, scheduledAt, phases, me, state } = view;
  return (
    <div className={styles.screen}>
      <header className={styles.top}>
        <Link className={styles.mark} href={isSignedIn ? "/today" : "/"} aria-label={isSignedIn ? "Quorum, Today" : "Quorum"}>
          <BrandMark />
        </Link>
        {isSignedIn && (
          <nav className="crumb" aria-label="Where you are">
            <Link href="/interviews">Interviews</Link>
            <ChevronRight className="ico s" aria-hidden="true" />
          </nav>
        )}
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        <div className={styles.lead}>
          <h1>{title}</h1>
          <p className="num mt-2 text-ink-2">
            {level}, {minutes} min{scheduledAt !== null && `, ${momentWords(scheduledAt, timeZone)}`}. You are here {AS_ROLE[me.role]}.
          </p>
          <WayIn view={view} onEnter={onEnter} />
        </div>
        <div className={styles.side}>
          <People view={view} />
          {me.isHost && <Door roomId={view.roomId} timeZone={timeZone} hasEnded={state === "ended"} />}
        </div>
        <div className={styles.rest}>
          {state !== "ended" && <ConnectionCheck roomId={view.roomId} />}
          <section className={styles.block} aria-labelledby="lobby-phases">
            <h2 id="lobby-phases">Phases</h2>
            <ol className={styles.phases}>
              {phases.map((phase) => (
                <li key={phase.name}>
                  {phase.name}
                  <span className="num muted">{phase.minutes} min</span>
                </li>
              ))}
            </ol>
          </section>
        </div>
      </main>
    </div>
  );
}

/** What one can do now. A region that speaks: whoever waits is told when the door opens. */
function WayIn({ view: { roomId, me, state, people, sharedAt }, onEnter }: Pick<LobbyProps, "view" | "onEnter">) {
  const host = people.find(({ isHost }) => isHost)?.name ?? "The host";
  if (state === "ended") {
    const readsReport = me.role === "interviewer" || (me.role === "candidate" && sharedAt !== null);
    return (
      <div className={styles.way}>
        <p role="status">The interview has ended.</p>
        {me.state === "admitted" && (
          <div className="flex flex-wrap gap-2">
            {readsReport && (
              <Link className="btn pri lg" href={reportHref(roomId)}>
                {me.role === "interviewer" && sharedAt === null ? "Write the report" : "Read the report"}
              </Link>
            )}
            <Link className={readsReport ? "btn lg" : "btn pri lg"} href={replayHref(roomId)}>
              Replay
            </Link>
          </div>
        )}
      </div>
    );
  }
  if (me.state === "waiting") {
    return (
      <div className={styles.way}>
        <p role="status">
          <b>You are at the door.</b> {host} has been told, and lets you in. You can leave this page open; it goes on by itself.
        </p>
      </div>
    );
  }
  return (
    <div className={styles.way}>
      <p role="status">
        <b>{me.isHost ? "This is your room." : "You are let in."}</b> {state === "running" ? "The interview is under way." : me.role === "interviewer" ? "The clock starts when you start it in the room." : "It begins when the interviewer starts the clock."}
      </p>
      <button type="button" className="btn pri lg w-fit" onClick={onEnter}>
        <DoorOpen className="ico s" aria-hidden="true" />
        Enter the room
      </button>
    </div>
  );
}
