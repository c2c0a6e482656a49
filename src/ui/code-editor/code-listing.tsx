import { colourCode } from "./colour-code";
import styles from "./code-editor.module.css";

interface CodeListingProps {
  text: string;
  /** Said of the text when it is read out. Without it the listing is hidden: an editor of the same text is on its way. */
  label?: string;
  /** A line to draw attention to, from 1, and what to say of it */
  mark?: { line: number; say: string } | null;
}

/** A text as an editor shows it, line for line in the same place, that cannot be edited. */
export function CodeListing({ text, label, mark = null }: CodeListingProps) {
  return (
    <div className={styles.listing} {...(label === undefined ? { "aria-hidden": true } : { role: "region", "aria-label": label, tabIndex: 0 })}>
      <ol>
        {colourCode(text).map((pieces, index) => (
          // A listing never changes its order: the line number is its identity.
          <li key={index} className={mark?.line === index + 1 ? styles.marked : undefined}>
            <code>
              {pieces.map(({ colour, text: piece }, at) => (
                <span key={at} className={styles[colour]}>
                  {piece}
                </span>
              ))}
            </code>
            {mark?.line === index + 1 && <span className={styles.say}>{mark.say}</span>}
          </li>
        ))}
      </ol>
    </div>
  );
}
