"use client";

import { X } from "lucide-react";
import Link from "next/link";
import type { ConsoleView, RoomView } from "@/contracts/interviews/rooms";
import { useHotkeys } from "@/ui/hotkeys";
import { replayHref, reportHref } from "../addresses";
import { Board } from "../board/board";
import { Chat } from "./chat";
import { Console } from "./console";
import { useSession } from "./room-context";
import { RoomHeader } from "./room-header";
import styles from "./room.module.css";
import { refusalWords } from "./session-words";
import { TaskPanel } from "./task-panel";
import { RoomTabs, useRoomPanes } from "./use-room-panes";

interface RoomProps {
  view: RoomView;
  /** The staff's side; null for whoever is none, and until it is here */
  script: ConsoleView | null;
  timeZone: string | null;
  isSignedIn: boolean;
}

/** The room: the board, beside it what one's role reads and does, and the chat. */
export function Room({ view, script, timeZone, isSignedIn }: RoomProps) {
  const { board, state, me } = useSession();
  const panes = useRoomPanes();
  useHotkeys({ f6: () => panes.next(1), "shift+f6": () => panes.next(-1) });
  const isStaff = view.me.role === "interviewer";
  const isOver = state.clock.status === "ended";
  const isViewed = isOver || me === null || me.role === "observer";
  return (
    <div className={styles.screen}>
      <div>
        <RoomHeader view={view} timeZone={timeZone} isSignedIn={isSignedIn} />
        <Notices view={view} />
      </div>
      <RoomTabs at={panes.at} onShow={panes.show} sideName={isStaff ? "Console" : "Task"} />
      <main id="main" className={`${styles.panes}${isStaff ? ` ${styles.staff}` : ""}`}>
        <div ref={panes.refs.board} tabIndex={-1} className={styles.board} data-shown={panes.at === "board"}>
          <Board board={board} isViewed={isViewed} nameOf={(memberId) => state.members.get(memberId)?.name ?? ""} />
        </div>
        <div className={styles.side} data-shown={panes.at}>
          {script !== null ? <Console script={script} pane={panes.refs.side} /> : <TaskPanel view={view} pane={panes.refs.side} />}
          <section ref={panes.refs.chat} tabIndex={-1} className={styles.chat} aria-label="Chat">
            <h2>Chat</h2>
            <Chat />
          </section>
        </div>
      </main>
    </div>
  );
}

/** What changed for everybody, or was refused: said once, above the panes. */
function Notices({ view: { roomId, me } }: { view: RoomView }) {
  const { status, state, refused, dismissRefusal, waiting } = useSession();
  const isStaff = me.role === "interviewer";
  return (
    <div className={styles.notices}>
      <div role="status">
        {status === "offline" && (
          <p className="note warn">
            <span>
              The connection is gone and is tried again by itself. {me.role !== "observer" && (waiting.length > 0 ? "What you did since is kept in this browser." : "You can go on; what you do is kept in this browser.")}
            </span>
          </p>
        )}
        {state.clock.status === "ended" && (
          <div className="note">
            <span className="grow">The interview has ended. {isStaff ? "You can still rate and take notes; then write the report." : "The interviewer may share a report with the candidate."}</span>
            <span className="flex flex-none gap-2">
              {isStaff && (
                <Link className="btn sm pri" href={reportHref(roomId)}>
                  Write the report
                </Link>
              )}
              <Link className="btn sm" href={replayHref(roomId)}>
                Replay
              </Link>
            </span>
          </div>
        )}
      </div>
      {refused !== null && (
        <div className="note bad" role="alert">
          <span className="grow">{refusalWords(refused.code)}</span>
          <button type="button" className="btn icon sm ghost" aria-label="Dismiss" onClick={dismissRefusal}>
            <X className="ico s" aria-hidden="true" />
          </button>
        </div>
      )}
    </div>
  );
}
