"use client";

import { type SubmitEvent, useEffect, useRef, useState } from "react";
import { CHAT_CHARS_MAX } from "@/contracts/interviews/socket";
import { mayAsk } from "@/domain/interviews/askers";
import { clockWords } from "../words";
import styles from "./chat.module.css";
import { useSession } from "./room-context";
import { chatLines } from "./room-story";

/** What was said, and a line to say more. Observers read along. */
export function Chat() {
  const { events, state, me, do: give } = useSession();
  const [text, setText] = useState("");
  const list = useRef<HTMLDivElement>(null);
  const lines = chatLines({ events, members: state.members, myId: me?.memberId ?? null });
  const count = lines.length;
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [count]);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (text.trim() === "") return;
    give({ kind: "say", text: text.trim() });
    setText("");
  };
  const maySay = me !== null && mayAsk(me.role, "say") && state.clock.status !== "ended";
  return (
    <div className={styles.chat}>
      <div className={styles.lines} ref={list} role="log" aria-label="Messages" tabIndex={0}>
        <ul>
          {lines.map(({ seq, name, isMine, text: said, atMs }) => (
            <li key={seq}>
              <b>{isMine ? "You" : name}</b> {said} {atMs !== null && <em className="num">{clockWords(atMs)}</em>}
            </li>
          ))}
          {count === 0 && <li className="muted">Nothing was written yet.</li>}
        </ul>
      </div>
      {maySay && (
        <form className={styles.form} method="post" onSubmit={submit}>
          <label className="sr" htmlFor="chat-text">
            Message to everybody
          </label>
          <input id="chat-text" className="input" autoComplete="off" maxLength={CHAT_CHARS_MAX} value={text} onChange={(event) => setText(event.target.value)} placeholder="Message everyone" />
          <button type="submit" className="btn">
            Send
          </button>
        </form>
      )}
    </div>
  );
}
