/** Linearizability of objects, with its evidence in words. */
import { checkLinearizable, type NotLinearizable, type ObjectName, STEPS_MAX } from "@/domain/checkers/linearizability/check-linearizable";
import { type DIALECTS, hasKeys, translated } from "./dialects";
import { type Check, counted, type Outcome } from "./outcome";
import type { ReadHistory } from "./read-history";
import { operationInWords, shortened, shownOperation } from "./words";

/** "always": the model is a map of keys. "may-have": values tell. */
export function linearizable(object: ObjectName, dialect: keyof typeof DIALECTS, keys: "none" | "may-have" | "always"): Check {
  return (history) => {
    const isKeyed = keys === "always" || (keys === "may-have" && hasKeys(history));
    const { verdict, engine, evidence } = checkLinearizable(translated(history, dialect, isKeyed), { object, isKeyed });
    if (verdict === "unknown") return { verdict, engine, evidence: null, words: [`Not decided within ${STEPS_MAX} steps. It may be either.`] };
    return evidence === null ? { verdict, engine, evidence: null, words: [] } : { verdict, engine, ...explained(history, evidence) };
  };
}

const BACKGROUND_SHOWN_MAX = 6;

function explained(history: ReadHistory, { key, impossible, forcing, background, states, past, prefix, isMinimal }: NotLinearizable): Pick<Outcome, "evidence" | "words"> {
  const shown = (index: number) => shownOperation(history, index);
  const others = forcing.filter((index) => index !== impossible);
  const lastLine = history.lines[prefix.endsBefore - 1] ?? 0;
  const evidence = {
    kind: "not-linearizable",
    ...(key === null ? {} : { key }),
    impossible: shown(impossible),
    forcing: forcing.map(shown),
    background: background.map(shown),
    isMinimal,
    past: past === null ? null : { untilLine: history.lines[past.until] ?? 0, states: past.states },
    states,
    longestPrefix: { lastLine, completedOperations: prefix.completed },
  };
  const words = [
    `${key === null ? "" : `Key ${shortened(key)}: `}this operation cannot be placed: ${operationInWords(shown(impossible))}`,
    ...(states.length > 0 ? [`When it must take effect, the object can only be in the state ${states.join(" or ")}.`] : []),
    ...(others.length > 0 ? ["These leave no room for it:", ...others.map((index) => `  ${operationInWords(shown(index))}`)] : []),
    ...(background.length > 0 ? [`Whenever ${background.length > BACKGROUND_SHOWN_MAX ? `these and ${counted(background.length - BACKGROUND_SHOWN_MAX, "other")}` : "these"} took effect:`, ...background.slice(0, BACKGROUND_SHOWN_MAX).map((index) => `  ${operationInWords(shown(index))}`)] : []),
    ...(past === null ? [] : [`What was completed by line ${history.lines[past.until] ?? 0} can only have left behind ${past.states.join(", ")}.`]),
    ...(isMinimal ? [] : ["There may be fewer: the search for the reasons was cut short."]),
    `Up to line ${lastLine} the history is linearizable (${counted(prefix.completed, "completed operation")}).`,
  ];
  return { evidence, words };
}
