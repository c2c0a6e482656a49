import type { PersonView, RoomView } from "@/contracts/interviews/rooms";
import { RoomAvatar } from "../room-avatar";
import { ROLE_WORDS } from "../words";
import styles from "./lobby.module.css";

/** Who was let in. Whoever waits sees the host and themselves. */
export function People({ view: { people, me } }: { view: RoomView }) {
  const shown = people.some(({ memberId }) => memberId === me.memberId) ? people : [...people, me];
  return (
    <section className={styles.block} aria-labelledby="lobby-people">
      <h2 id="lobby-people">People</h2>
      <ul className={styles.people}>
        {shown.map((person) => (
          <li key={person.memberId}>
            <PersonLine person={person} isMe={person.memberId === me.memberId} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export function PersonLine({ person: { name, role, isHost, hasAccount, state }, isMe }: { person: PersonView; isMe: boolean }) {
  const facts = [isHost ? "host" : ROLE_WORDS[role], ...(hasAccount ? [] : ["guest"]), ...(state === "waiting" ? ["at the door"] : [])];
  return (
    <span className={styles.person}>
      <RoomAvatar name={name} role={role} />
      <span className="min-w-0">
        <span className={styles.name}>
          {name}
          {isMe && " (you)"}
        </span>
        <small>{facts.join(", ")}</small>
      </span>
    </span>
  );
}
