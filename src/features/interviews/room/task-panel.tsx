"use client";

import { Lightbulb, MessageCircleQuestionMark } from "lucide-react";
import type { RefObject } from "react";
import type { RoomView } from "@/contracts/interviews/rooms";
import { clockWords } from "../words";
import { useSession } from "./room-context";
import { noteLines, type Release, releases } from "./room-story";
import styles from "./task-panel.module.css";

/** What the candidate's side reads: the task, what is agreed, and what the interviewers let out. Observers read the same. */
export function TaskPanel({ view, pane }: { view: RoomView; pane: RefObject<HTMLElement | null> }) {
  const { events, state, me } = useSession();
  const telling = { events, members: state.members, myId: me?.memberId ?? null };
  const told = releases(telling);
  const facts = told.filter(({ kind }) => kind === "fact");
  const asides = told.filter(({ kind }) => kind !== "fact");
  const notes = noteLines(telling);
  return (
    <section ref={pane} tabIndex={-1} className={styles.panel} aria-label="Task" data-pane="console">
      <div className={styles.part}>
        <h2>{view.me.role === "candidate" ? "Your task" : "Task"}</h2>
        {view.prompt === null ? <p className="muted">It is shown here when the interviewer starts the clock.</p> : <p className={styles.prompt}>{view.prompt}</p>}
      </div>
      {facts.length > 0 && (
        <div className={styles.part}>
          <h2>Agreed so far</h2>
          <ul className={styles.agreed}>
            {facts.map(({ seq, label, text }) => (
              <li key={seq}>
                <b>{label}:</b> {text}
              </li>
            ))}
          </ul>
        </div>
      )}
      {/* There from the start, so that what comes into it is read out. */}
      <div aria-live="polite" aria-label="Hints and questions" role="log">
        {asides.map((release, place) => (
          <Aside key={release.seq} release={release} isLast={place === asides.length - 1} />
        ))}
      </div>
      {notes.length > 0 && (
        <div className={styles.part}>
          <h2>Shared notes</h2>
          <ul className={styles.agreed}>
            {notes.map(({ noteId, name, text }) => (
              <li key={noteId}>
                <b>{name}:</b> {text}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function Aside({ release: { kind, text, by, atMs }, isLast }: { release: Release; isLast: boolean }) {
  const Icon = kind === "hint" ? Lightbulb : MessageCircleQuestionMark;
  return (
    <div className={`${styles.part}${isLast ? ` ${styles.last}` : ""}`}>
      <h2>
        <Icon className="ico s" aria-hidden="true" />
        {kind === "hint" ? `Hint from ${by}` : `${by} asks`}
        {atMs !== null && <time className="num">{clockWords(atMs)}</time>}
      </h2>
      <p>{text}</p>
    </div>
  );
}
