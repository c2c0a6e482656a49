"use client";

import { Lock } from "lucide-react";
import { type KeyboardEvent, type RefObject, type SubmitEvent, useState } from "react";
import { NOTE_CHARS_MAX } from "@/contracts/interviews/socket";
import type { NoteAudience } from "@/domain/interviews/room-event";
import { Kbd } from "@/ui/kbd";
import { newId } from "@/ui/new-id";
import { clockWords } from "../words";
import styles from "./console.module.css";
import { useSession } from "./room-context";
import { type NoteLine, noteLines } from "./room-story";

const READERS: Record<NoteAudience, string> = { own: "only I", staff: "interviewers", all: "everybody" };
const AUDIENCES: readonly NoteAudience[] = ["own", "staff", "all"];

/** Notes: of one's own, for the interviewers, or for everybody. Their authors say who reads them, and may say otherwise later. */
export function ConsoleNotes({ field }: { field: RefObject<HTMLTextAreaElement | null> }) {
  const { events, state, me, do: give } = useSession();
  const [text, setText] = useState("");
  const [audience, setAudience] = useState<NoteAudience>("own");
  const [edited, setEdited] = useState<string | null>(null);
  const notes = noteLines({ events, members: state.members, myId: me?.memberId ?? null });

  const keep = () => {
    if (text.trim() === "") return;
    give({ kind: "write-note", noteId: edited ?? newId(), text: text.trim(), audience });
    setText("");
    setEdited(null);
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    keep();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    keep();
  };
  const edit = (note: NoteLine) => {
    setText(note.text);
    setAudience(note.audience);
    setEdited(note.noteId);
    field.current?.focus();
  };

  return (
    <section className={styles.part} aria-labelledby="notes-title">
      <h2 id="notes-title">
        <Lock className="ico s" aria-hidden="true" />
        Notes
        <em>private unless you say otherwise</em>
      </h2>
      <ul className={styles.notes}>
        {notes.map((note) => (
          <Note key={note.noteId} note={note} onChange={() => edit(note)} onDelete={() => give({ kind: "write-note", noteId: note.noteId, text: "", audience: note.audience })} />
        ))}
      </ul>
      <form className={styles.noteForm} method="post" onSubmit={submit}>
        <label className="sr" htmlFor="note-text">
          A note
        </label>
        <textarea
          id="note-text"
          ref={field}
          className="input"
          rows={2}
          maxLength={NOTE_CHARS_MAX}
          value={text}
          aria-keyshortcuts="n"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <div className="row flex-wrap">
          <AudienceChoice audience={audience} onChoose={setAudience} />
          <button type="submit" className="btn sm">
            {edited === null ? "Keep the note" : "Keep the change"} <Kbd>Ctrl</Kbd>
            <Kbd>↵</Kbd>
          </button>
        </div>
      </form>
    </section>
  );
}

function AudienceChoice({ audience, onChoose }: { audience: NoteAudience; onChoose: (audience: NoteAudience) => void }) {
  return (
    <>
      <label className="hint" htmlFor="note-audience">
        Read by
      </label>
      <select id="note-audience" className={`input ${styles.audience}`} value={audience} onChange={(event) => onChoose(event.target.value as NoteAudience)}>
        {AUDIENCES.map((each) => (
          <option key={each} value={each}>
            {READERS[each]}
          </option>
        ))}
      </select>
    </>
  );
}

/** A note with who reads it; its author may change and delete it. */
function Note({ note, onChange, onDelete }: { note: NoteLine; onChange: () => void; onDelete: () => void }) {
  return (
    <li>
      {note.atMs !== null && <time className="num">{clockWords(note.atMs)}</time>} {note.text}
      <small>
        {note.isMine ? "you" : note.name}, read by {READERS[note.audience]}
        {note.isMine && (
          <>
            <button type="button" onClick={onChange}>
              Change<span className="sr"> this note</span>
            </button>
            <button type="button" onClick={onDelete}>
              Delete<span className="sr"> this note</span>
            </button>
          </>
        )}
      </small>
    </li>
  );
}
