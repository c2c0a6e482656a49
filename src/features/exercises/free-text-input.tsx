import { countWords } from "@/domain/exercises/free-text";
import { FREE_TEXT_MAX } from "@/domain/exercises/limits";
import styles from "./inputs.module.css";

interface FreeTextInputProps {
  words: readonly [number, number];
  text: string;
  onChange: (text: string) => void;
  describedBy: string;
  invalid: boolean;
}

/** An answer in one's own words, with a count of them. */
export function FreeTextInput({ words: [min, max], text, onChange, describedBy, invalid }: FreeTextInputProps) {
  const count = countWords(text);
  const verdict = count < min ? `${min - count} more are asked for.` : count > max ? `${count - max} too many: shorten it if you can.` : "That is the length asked for.";
  return (
    <div className={styles.freeText}>
      <label className="label" htmlFor="answer-text">
        Your answer, {min}-{max} words
      </label>
      <textarea
        id="answer-text"
        className={`input${invalid ? " bad" : ""}`}
        rows={9}
        maxLength={FREE_TEXT_MAX}
        value={text}
        aria-invalid={invalid || undefined}
        aria-describedby={`answer-count ${describedBy}`}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id="answer-count" className="hint num">
        {count} words. {count === 0 ? "" : verdict}
      </p>
    </div>
  );
}
