import { Kbd } from "@/ui/kbd";
import styles from "./review-session.module.css";

const BEFORE = [
  ["Space", "show"],
  ["U", "undo"],
  ["B", "bury"],
  ["C", "concept"],
  ["?", "all keys"],
] as const;

const AFTER = [
  ["Space", "good"],
  ["U", "undo"],
  ["C", "concept"],
  ["I", "why these days"],
  ["?", "all keys"],
] as const;

const ALL = [
  ["Space", "show the answer, then Good"],
  ["1", "Again"],
  ["2", "Hard"],
  ["3", "Good"],
  ["4", "Easy"],
  ["U", "undo the last answer"],
  ["B", "bury until tomorrow"],
  ["S", "suspend, until you bring it back"],
  ["C", "open the concept"],
  ["I", "why these days"],
  ["R", "report the card"],
  ["Esc", "leave the session"],
] as const;

/** The bottom line of a session prints five keys; the dialog behind "?" has the rest. */
export function KeyHints({ revealed = false, all = false }: { revealed?: boolean; all?: boolean }) {
  const keys = all ? ALL : revealed ? AFTER : BEFORE;
  return (
    <ul className={all ? styles.allKeys : styles.keys} aria-label="Keys">
      {keys.map(([key, does]) => (
        <li key={key}>
          <Kbd>{key}</Kbd>
          <span className="sr">{key}: </span>
          {does}
        </li>
      ))}
    </ul>
  );
}
