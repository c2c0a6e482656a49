import { initialsOf } from "./words";
import styles from "./cohorts.module.css";

/** Colours that white letters stand out from in both themes; which one says nothing. */
const COLOURS = ["#8a3f98", "#0b6f80", "#8f5a00", "#2366b8", "#a8324f", "#446b2f"];

/** A learner's disc. Without a name it shows a dash. */
export function Avatar({ name, index, hidden }: { name: string; index: number; hidden: boolean }) {
  return (
    <span className={`avatar ${styles.avatar}`} style={{ background: COLOURS[index % COLOURS.length] }} aria-hidden="true">
      {hidden ? "–" : initialsOf(name)}
    </span>
  );
}
