import { readingText, readNumber } from "@/domain/exercises/read-number";
import styles from "./inputs.module.css";

interface NumericInputProps {
  unit: string;
  also: Readonly<Record<string, number>>;
  text: string;
  onChange: (text: string) => void;
  onCheck: () => void;
  describedBy: string;
  invalid: boolean;
}

/** A number with its unit. How it is read is said while typing, so that nobody loses credit to a comma. */
export function NumericInput({ unit, also, text, onChange, onCheck, describedBy, invalid }: NumericInputProps) {
  const reading = readNumber(text, { unit, also });
  return (
    <div className={styles.numeric}>
      <label className="label" htmlFor="answer-number">
        Your answer
      </label>
      <div className="group">
        <input
          id="answer-number"
          className={`input num${invalid ? " bad" : ""}`}
          inputMode="text"
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          value={text}
          aria-invalid={invalid || undefined}
          aria-describedby={`answer-reading ${describedBy}`}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            onCheck();
          }}
        />
        <span className="unit">{unit}</span>
      </div>
      <p id="answer-reading" className="hint num">
        {reading.ok ? readingText(reading.value) : "\u00a0"}
      </p>
    </div>
  );
}
