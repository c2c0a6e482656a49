import type { Answer, PublicBody } from "@/contracts/exercises/exercises";
import type { Figure } from "@/contracts/exercises/figure";
import { ChoiceInput } from "./choice-input";
import { ClozeInput } from "./cloze-input";
import { DiagramInput } from "./diagram/diagram-input";
import { FreeTextInput } from "./free-text-input";
import { HotspotInput } from "./hotspot-input";
import { MatchInput } from "./match-input";
import { NumericInput } from "./numeric-input";
import { OrderInput } from "./order-input";
import { TraceInput } from "./trace-input";

interface AnswerInputProps {
  body: PublicBody;
  /** Of the exercise; a hotspot is answered in it */
  figure: Figure | null;
  /** Of the body's type */
  answer: Answer;
  onChange: (answer: Answer) => void;
  onCheck: () => void;
  /** Id of the line that says what is wrong */
  describedBy: string;
  invalid: boolean;
}

/** One way of answering a type. */
export function AnswerInput({ body, figure, answer, onChange, onCheck, describedBy, invalid }: AnswerInputProps) {
  const common = { describedBy, invalid };
  if ((body.type === "mcq" && answer.type === "mcq") || (body.type === "scenario" && answer.type === "scenario")) {
    const taken = answer.choice === "" ? [] : [answer.choice];
    return (
      <ChoiceInput {...common} kind="radio" options={body.options} taken={taken} onChange={([choice = ""]) => onChange({ type: answer.type, choice })} />
    );
  }
  if (body.type === "multi" && answer.type === "multi") {
    return <ChoiceInput {...common} kind="checkbox" options={body.options} taken={answer.choices} onChange={(choices) => onChange({ type: "multi", choices })} />;
  }
  if (body.type === "order" && answer.type === "order") {
    return (
      <OrderInput
        items={body.items}
        hasDecoys={body.hasDecoys}
        sequence={answer.sequence}
        onChange={(sequence) => onChange({ type: "order", sequence })}
        describedBy={describedBy}
      />
    );
  }
  if (body.type === "match" && answer.type === "match") {
    return (
      <MatchInput
        left={body.left}
        right={body.right}
        pairs={answer.pairs}
        onChange={(pairs) => onChange({ type: "match", pairs })}
        describedBy={describedBy}
      />
    );
  }
  if (body.type === "cloze" && answer.type === "cloze") {
    return (
      <ClozeInput {...common} {...body} filled={answer.filled} onChange={(filled) => onChange({ type: "cloze", filled })} onCheck={onCheck} />
    );
  }
  if (body.type === "diagram" && answer.type === "diagram") {
    return <DiagramInput body={body} drawing={answer.drawing} onChange={(drawing) => onChange({ type: "diagram", drawing })} describedBy={describedBy} />;
  }
  if (body.type === "hotspot" && answer.type === "hotspot" && figure !== null) {
    return <HotspotInput {...common} body={body} figure={figure} taken={answer.parts} onChange={(parts) => onChange({ type: "hotspot", parts })} />;
  }
  if (body.type === "free-text" && answer.type === "free-text") {
    return <FreeTextInput {...common} words={body.words} text={answer.text} onChange={(text) => onChange({ type: "free-text", text })} />;
  }
  if (body.type === "trace" && answer.type === "trace") {
    return <TraceInput {...common} body={body} typed={answer.cells} onChange={(cells) => onChange({ type: "trace", cells })} onCheck={onCheck} />;
  }
  if (body.type === "numeric" && answer.type === "numeric") {
    return (
      <NumericInput
        {...common}
        unit={body.unit}
        also={body.also}
        text={answer.text}
        onChange={(text) => onChange({ type: "numeric", text })}
        onCheck={onCheck}
      />
    );
  }
  return null;
}
