"use client";

import Link from "next/link";
import { useRef } from "react";
import type { RoomListItem } from "@/contracts/interviews/rooms";
import { useHotkeys } from "@/ui/hotkeys";
import { walkRows } from "@/ui/walk-rows";
import { listed } from "@/ui/words";
import { replayHref, reportHref, roomHref } from "./addresses";
import styles from "./interviews-page.module.css";
import { AS_ROLE, momentWords } from "./words";

/** Rooms of one part. J and K walk the rows, Enter opens. */
export function RoomRows({ rows, timeZone }: { rows: readonly RoomListItem[]; timeZone: string | null }) {
  const list = useRef<HTMLUListElement>(null);
  useHotkeys({ j: () => walkRows(list, "li > a", 1), k: () => walkRows(list, "li > a", -1) });
  return (
    <ul ref={list}>
      {rows.map((room) => (
        <li key={room.roomId}>
          <Link className={styles.row} href={hrefOf(room)} prefetch={false}>
            <span className={styles.what}>
              <b>{room.title}</b>
              <small>
                {AS_ROLE[room.role]}
                {room.others.length > 0 && `, with ${listed(room.others)}`}
              </small>
            </span>
            <span className={`${styles.when} num`}>{whenWords(room, timeZone)}</span>
            <span className={styles.standing}>{standingOf(room)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** To the room while it is held; then to what one does or may read first. */
function hrefOf({ roomId, state, role, sharedAt }: RoomListItem): string {
  if (state !== "ended") return roomHref(roomId);
  return role === "interviewer" || (role === "candidate" && sharedAt !== null) ? reportHref(roomId) : replayHref(roomId);
}

function whenWords({ startedAt, scheduledAt, createdAt }: RoomListItem, timeZone: string | null): string {
  const at = startedAt ?? scheduledAt;
  return at === null ? `opened ${momentWords(createdAt, timeZone)}` : momentWords(at, timeZone);
}

function standingOf({ state, role, memberState, sharedAt }: RoomListItem): string {
  if (memberState === "waiting") return "Waiting to be let in";
  if (state === "running") return "Under way";
  if (state === "not-started") return "Not begun";
  if (role === "observer") return "Replay";
  if (sharedAt !== null) return "Report shared";
  return role === "interviewer" ? "Report not shared" : "Replay; no report yet";
}
