"use client";

import { Cloud, CloudOff } from "lucide-react";
import Link from "next/link";
import type { RoomView } from "@/contracts/interviews/rooms";
import { BrandMark } from "@/ui/brand";
import { ClockControls } from "./clock-controls";
import { Clock, PhaseBar } from "./clock";
import { useSession } from "./room-context";
import styles from "./room-header.module.css";
import { RoomPeople } from "./room-people";
import { savedWords } from "./session-words";
import { useClock } from "./use-clock";

/** Where one is, how safe the work is, which phase it is and who is here. */
export function RoomHeader({ view, timeZone, isSignedIn }: { view: RoomView; timeZone: string | null; isSignedIn: boolean }) {
  const session = useSession();
  const clock = useClock(view.phases);
  const isStaff = view.me.role === "interviewer";
  const saved = savedWords(session);
  return (
    <header className={styles.top}>
      <Link className={styles.mark} href={isSignedIn ? "/interviews" : "/"} aria-label={isSignedIn ? "Quorum, Interviews" : "Quorum"}>
        <BrandMark />
      </Link>
      <div className={styles.name}>
        <h1>{view.title}</h1>
        <p role="status" className={`${styles.saved}${saved.calm ? "" : ` ${styles.unsaved}`}`}>
          {saved.calm ? <Cloud className="ico s" aria-hidden="true" /> : <CloudOff className="ico s" aria-hidden="true" />}
          {saved.words}
        </p>
      </div>
      <PhaseBar segments={clock.segments} />
      <Clock view={clock} isStaff={isStaff} />
      {isStaff && <ClockControls view={clock} />}
      <RoomPeople view={view} timeZone={timeZone} />
    </header>
  );
}
