import type { Choice } from "@/contracts/exercises/exercises";
import { Prose } from "@/ui/prose";
import styles from "./inputs.module.css";

interface ChoiceInputProps {
  kind: "radio" | "checkbox";
  options: readonly Choice[];
  taken: readonly string[];
  onChange: (taken: string[]) => void;
  /** Of the line that says what is wrong */
  describedBy: string;
  invalid: boolean;
}

/** One best answer, or several. The browser's own controls: arrow keys, Space and screen readers work as ever. */
export function ChoiceInput({ kind, options, taken, onChange, describedBy, invalid }: ChoiceInputProps) {
  const toggle = (key: string) => (taken.includes(key) ? taken.filter((other) => other !== key) : [...taken, key]);
  return (
    <fieldset className={styles.options} aria-describedby={describedBy} aria-invalid={invalid || undefined}>
      <legend className={styles.legend}>{kind === "radio" ? "Choose one" : "Tick all that belong"}</legend>
      {options.map(({ key, html }) => (
        <label key={key} className={styles.option}>
          <input
            type={kind}
            name="option"
            value={key}
            checked={taken.includes(key)}
            onChange={() => onChange(kind === "radio" ? [key] : toggle(key))}
          />
          <Prose html={html} inline />
        </label>
      ))}
    </fieldset>
  );
}
