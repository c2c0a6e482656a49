import type { PublicBody, PublicForm } from "@/contracts/exercises/exercises";
import { NONE } from "@/domain/exercises/generators/cell-values";
import { CELL_TEXT_MAX } from "@/domain/exercises/limits";
import { Prose } from "@/ui/prose";
import { Figures } from "./figures/figure-view";
import styles from "./inputs.module.css";

type TraceBody = Extract<PublicBody, { type: "trace" }>;

interface TraceInputProps {
  body: TraceBody;
  typed: Readonly<Record<string, string>>;
  onChange: (typed: Record<string, string>) => void;
  onCheck: () => void;
  describedBy: string;
  invalid: boolean;
}

/** A world and its cells: the browser's own fields, lists and boxes to tick, in the order of filling in. */
export function TraceInput({ body, typed, onChange, onCheck, describedBy, invalid }: TraceInputProps) {
  const open = body.cells.filter(({ id }) => (typed[id] ?? "").trim() === "").length;
  const hints = body.cells.map(({ form }) => hintOf(form));
  return (
    <div>
      <Figures figures={body.figures} />
      <div className={styles.cells} role="group" aria-label="Cells to fill in" aria-describedby={describedBy}>
        {body.cells.map((cell, index) => (
          <CellField
            key={cell.id}
            cell={cell}
            hint={hints.indexOf(hints[index] ?? null) === index ? (hints[index] ?? null) : null}
            value={typed[cell.id] ?? ""}
            onChange={(text) => onChange({ ...typed, [cell.id]: text })}
            onCheck={onCheck}
            invalid={invalid}
          />
        ))}
        <p className="hint num" role="status">
          {open === 0 ? "All filled." : `${body.cells.length - open} of ${body.cells.length} filled. What is left open counts as not right.`}
        </p>
      </div>
    </div>
  );
}

/** What may be typed; null where the field says it itself. */
function hintOf(form: PublicForm): string | null {
  switch (form.kind) {
    case "vector":
      return `${form.length} whole numbers, such as [${Array.from({ length: form.length }, (_, index) => (index === 0 ? 1 : 0)).join(",")}]`;
    case "number":
      return `In ${form.unit}. ${form.creditText}`;
    case "sequence":
      return `Names in their order, such as ${form.choices.slice(0, 2).join(", ")}; ${NONE} if there is none`;
    case "integer":
    case "word":
    case "set":
      return null;
  }
}

interface CellFieldProps {
  cell: TraceBody["cells"][number];
  hint: string | null;
  value: string;
  onChange: (text: string) => void;
  onCheck: () => void;
  invalid: boolean;
}

function CellField({ cell: { id, askHtml, form }, hint, value, onChange, onCheck, invalid }: CellFieldProps) {
  const fieldId = `cell-${id}`;
  if (form.kind === "set") return <SetField id={fieldId} askHtml={askHtml} choices={form.choices} value={value} onChange={onChange} />;
  return (
    <div className={styles.cell}>
      <label htmlFor={fieldId}>
        <Prose html={askHtml} inline />
      </label>
      {form.kind === "word" ? (
        <select id={fieldId} className="input" value={value} aria-invalid={invalid || undefined} onChange={(event) => onChange(event.target.value)}>
          <option value="">choose</option>
          {form.choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : (
        <input
          id={fieldId}
          className="input num"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={CELL_TEXT_MAX}
          value={value}
          aria-invalid={invalid || undefined}
          aria-describedby={hint === null ? undefined : `${fieldId}-hint`}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            onCheck();
          }}
        />
      )}
      {hint !== null && (
        <p id={`${fieldId}-hint`} className="hint num">
          {hint}
        </p>
      )}
    </div>
  );
}

interface SetFieldProps {
  id: string;
  askHtml: string;
  choices: readonly string[];
  value: string;
  onChange: (text: string) => void;
}

/** Boxes to tick. That none belongs is an answer of its own: an empty row is one that was left open. */
function SetField({ id, askHtml, choices, value, onChange }: SetFieldProps) {
  const taken = value === "" || value === NONE ? [] : value.split(", ");
  const toggle = (choice: string) => {
    const next = choices.filter((other) => (other === choice ? !taken.includes(choice) : taken.includes(other)));
    onChange(next.join(", "));
  };
  return (
    <fieldset className={`${styles.cell} ${styles.set}`}>
      <legend id={id}>
        <Prose html={askHtml} inline />
      </legend>
      <div className={styles.picks}>
        {choices.map((choice) => (
          <label key={choice} className={styles.pick}>
            <input type="checkbox" className="sr" checked={taken.includes(choice)} onChange={() => toggle(choice)} />
            <span>{choice}</span>
          </label>
        ))}
        <label className={styles.pick}>
          <input type="checkbox" className="sr" checked={value === NONE} onChange={() => onChange(value === NONE ? "" : NONE)} />
          <span>none</span>
        </label>
      </div>
    </fieldset>
  );
}
