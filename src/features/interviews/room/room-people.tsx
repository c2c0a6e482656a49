"use client";

import { DoorOpen, Users } from "lucide-react";
import { useState } from "react";
import type { RoomView } from "@/contracts/interviews/rooms";
import { Dialog } from "@/ui/dialog";
import { Door, useDoor } from "../lobby/door";
import { PersonLine } from "../lobby/people";
import { useDoorkeeping } from "../lobby/waiting";
import { RoomAvatar } from "../room-avatar";
import { ROLE_WORDS } from "../words";
import { useSession } from "./room-context";
import styles from "./room-header.module.css";

/** Faces that fit into the header; the others are in the dialog. */
const FACES_MAX = 4;

/** Who is here; for the host also who wants in, and who is to leave. */
export function RoomPeople({ view, timeZone }: { view: RoomView; timeZone: string | null }) {
  const { present, state, me } = useSession();
  const [isOpen, setOpen] = useState(false);
  const isHost = view.me.isHost;
  const waiting = useDoor(view.roomId, isHost).data?.waiting ?? [];
  const here = present.flatMap((id) => state.members.get(id) ?? []);
  return (
    <div className={styles.people}>
      <ul className={styles.faces} aria-label="Here now">
        {here.slice(0, FACES_MAX).map(({ memberId, name, role }) => (
          <li key={memberId}>
            <RoomAvatar name={name} role={role} />
            <span className={styles.face}>
              {memberId === me?.memberId ? "You" : name}
              <small>{ROLE_WORDS[role]}</small>
            </span>
          </li>
        ))}
      </ul>
      <button type="button" className={`btn sm${waiting.length > 0 ? ` ${styles.knock}` : ""}`} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {waiting.length > 0 ? <DoorOpen className="ico s" aria-hidden="true" /> : <Users className="ico s" aria-hidden="true" />}
        {waiting.length > 0 ? `${waiting.length} at the door` : `${here.length} here`}
      </button>
      {isHost && (
        <span className="sr" role="status">
          {waiting.length > 0 && `At the door: ${waiting.map(({ name }) => name).join(", ")}`}
        </span>
      )}
      <Dialog title="People" open={isOpen} onClose={() => setOpen(false)}>
        <Everybody view={view} here={present} />
        {isHost && (
          <div className="mt-4 grid gap-5">
            <Door roomId={view.roomId} timeZone={timeZone} hasEnded={state.clock.status === "ended"} />
          </div>
        )}
      </Dialog>
    </div>
  );
}

function Everybody({ view: { roomId, people, me }, here }: { view: RoomView; here: readonly string[] }) {
  const { remove, isBusy, problem } = useDoorkeeping(roomId);
  const [asked, setAsked] = useState<string | null>(null);
  return (
    <>
      <ul className={styles.everybody}>
        {people.map((person) => (
          <li key={person.memberId}>
            <PersonLine person={person} isMe={person.memberId === me.memberId} />
            <span className="flex items-center gap-2">
              <span className="hint">{here.includes(person.memberId) ? "here" : "away"}</span>
              {me.isHost && !person.isHost && (
                <button
                  type="button"
                  className={`btn sm${asked === person.memberId ? " danger" : " ghost"}`}
                  aria-disabled={isBusy}
                  onClick={() => (asked === person.memberId ? remove(person.memberId) : setAsked(person.memberId))}
                  onBlur={() => setAsked(null)}
                >
                  {asked === person.memberId ? "Really remove" : "Remove"}
                  <span className="sr"> {person.name}</span>
                </button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {problem !== null && (
        <p className="note bad mt-2" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
