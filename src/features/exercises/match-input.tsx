import type { Choice } from "@/contracts/exercises/exercises";
import { Prose } from "@/ui/prose";
import styles from "./inputs.module.css";

interface MatchInputProps {
  left: readonly Choice[];
  right: readonly Choice[];
  pairs: Readonly<Record<string, string>>;
  onChange: (pairs: Record<string, string>) => void;
  describedBy: string;
}

/** The sign that stands for a right-hand side: A, B, C ... in the order shown. */
export const letterOf = (index: number): string => String.fromCharCode(65 + index);

/**
 * Right-hand sides carry letters; each left-hand side is a row of letters to choose from. Long texts stay readable on
 * a phone, and it is plain radio buttons for a keyboard. What was chosen is spelt out below.
 */
export function MatchInput({ left, right, pairs, onChange, describedBy }: MatchInputProps) {
  const open = left.filter(({ key }) => pairs[key] === undefined).length;
  const without = (leftKey: string) => Object.fromEntries(Object.entries(pairs).filter(([key]) => key !== leftKey));
  return (
    <div className={styles.match} aria-describedby={describedBy} role="group" aria-label="Pairs to join">
      <div>
        <h2 className={styles.legend}>Join with</h2>
        <ol className={styles.letters}>
          {right.map(({ key, html }, index) => (
            <li key={key}>
              <span className={styles.letter}>{letterOf(index)}</span>
              <Prose html={html} inline />
            </li>
          ))}
        </ol>
      </div>
      <div>
        <h2 className={styles.legend}>One letter each</h2>
        {left.map(({ key, html }) => (
          <LeftRow
            key={key}
            id={`left-${key}`}
            html={html}
            right={right}
            chosen={pairs[key]}
            onChoose={(rightKey) => onChange({ ...pairs, [key]: rightKey })}
            onClear={() => onChange(without(key))}
          />
        ))}
        <p className="hint num" role="status">
          {open === 0 ? "All joined." : `${left.length - open} of ${left.length} joined. What is left open counts as not right.`}
        </p>
      </div>
    </div>
  );
}

interface LeftRowProps {
  id: string;
  html: string;
  right: readonly Choice[];
  chosen: string | undefined;
  onChoose: (rightKey: string) => void;
  onClear: () => void;
}

function LeftRow({ id, html, right, chosen, onChoose, onClear }: LeftRowProps) {
  const partner = right.find(({ key }) => key === chosen);
  return (
    <div className={styles.left} role="radiogroup" aria-labelledby={id}>
      <div id={id}>
        <Prose html={html} inline />
      </div>
      <div className={styles.picks}>
        {right.map(({ key }, index) => (
          <label key={key} className={styles.pick}>
            <input type="radio" className="sr" name={id} checked={key === chosen} onChange={() => onChoose(key)} />
            <span>{letterOf(index)}</span>
          </label>
        ))}
      </div>
      <div className={styles.partner}>
        {partner === undefined ? (
          <span className="hint">not joined</span>
        ) : (
          <>
            <Prose html={partner.html} inline />
            <button type="button" className={`btn ghost sm ${styles.touch}`} onClick={onClear} aria-describedby={id}>
              Clear
            </button>
          </>
        )}
      </div>
    </div>
  );
}
