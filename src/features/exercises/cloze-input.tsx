import type { PublicBody } from "@/contracts/exercises/exercises";
import { BLANK_TEXT_MAX } from "@/domain/exercises/limits";
import { Prose } from "@/ui/prose";
import styles from "./inputs.module.css";

type ClozeBody = Extract<PublicBody, { type: "cloze" }>;

interface ClozeInputProps extends Pick<ClozeBody, "paragraphs" | "blanks"> {
  filled: Readonly<Record<string, string>>;
  onChange: (filled: Record<string, string>) => void;
  onCheck: () => void;
  describedBy: string;
  invalid: boolean;
}

/** A text with its blanks in place: the browser's own fields and lists, each named by its number. */
export function ClozeInput({ paragraphs, blanks, filled, onChange, onCheck, describedBy, invalid }: ClozeInputProps) {
  const open = blanks.filter(({ key }) => (filled[key] ?? "").trim() === "").length;
  return (
    <div className={styles.cloze} role="group" aria-label="Text with blanks" aria-describedby={describedBy}>
      {paragraphs.map((pieces, paragraph) => (
        <p key={paragraph}>
          {pieces.map((piece, index) =>
            "html" in piece ? (
              <Prose key={index} html={piece.html} inline />
            ) : (
              <Blank
                key={index}
                number={blanks.findIndex(({ key }) => key === piece.blank) + 1}
                of={blanks.length}
                choices={blanks.find(({ key }) => key === piece.blank)?.choices ?? []}
                value={filled[piece.blank] ?? ""}
                onChange={(value) => onChange({ ...filled, [piece.blank]: value })}
                onCheck={onCheck}
                invalid={invalid}
              />
            ),
          )}
        </p>
      ))}
      <p className="hint num" role="status">
        {open === 0 ? "All filled." : `${blanks.length - open} of ${blanks.length} filled. What is left open counts as not right.`}
      </p>
    </div>
  );
}

interface BlankProps {
  number: number;
  of: number;
  choices: ClozeBody["blanks"][number]["choices"];
  value: string;
  onChange: (value: string) => void;
  onCheck: () => void;
  invalid: boolean;
}

function Blank({ number, of, choices, value, onChange, onCheck, invalid }: BlankProps) {
  const label = `Blank ${number} of ${of}`;
  if (choices.length > 0) {
    return (
      <select className={`input ${styles.blank}`} aria-label={label} aria-invalid={invalid || undefined} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">choose</option>
        {choices.map(({ key, text }) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      className={`input ${styles.blank}`}
      aria-label={label}
      aria-invalid={invalid || undefined}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={BLANK_TEXT_MAX}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
        event.preventDefault();
        onCheck();
      }}
    />
  );
}
