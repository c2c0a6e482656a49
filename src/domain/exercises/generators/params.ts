/** Settings of a generator as a content file writes them. */
import { err, ok, type Result } from "../../kernel/result";

/** A range of whole numbers, one whole number, or some words of a list. */
export type ParamRule =
  | { readonly kind: "range"; readonly within: readonly [number, number]; readonly default: readonly [number, number] }
  | { readonly kind: "count"; readonly within: readonly [number, number]; readonly default: number }
  | { readonly kind: "words"; readonly of: readonly string[]; readonly default: readonly string[] };

export type ParamRules = Readonly<Record<string, ParamRule>>;

type ValueOf<Rule> = Rule extends { kind: "range" }
  ? readonly [number, number]
  : Rule extends { kind: "count" }
    ? number
    : Rule extends { kind: "words"; of: readonly (infer Word)[] }
      ? readonly Word[]
      : never;

export type ParamsOf<Rules extends ParamRules> = { readonly [Name in keyof Rules]: ValueOf<Rules[Name]> };

/** All settings: those that were written, checked, and the defaults of the others. The error names the first fault. */
export function readParams(rules: ParamRules, written: Readonly<Record<string, unknown>>): Result<ParamsOf<ParamRules>, string> {
  const stranger = Object.keys(written).find((name) => !Object.hasOwn(rules, name));
  if (stranger !== undefined) return err(`there is no setting ${stranger}; there are ${Object.keys(rules).join(", ")}`);
  const params: Record<string, ValueOf<ParamRule>> = {};
  for (const [name, rule] of Object.entries(rules)) {
    const value = Object.hasOwn(written, name) ? written[name] : rule.default;
    const fault = faultOf(rule, value);
    if (fault !== null) return err(`${name} ${fault}`);
    params[name] = value as ValueOf<ParamRule>;
  }
  return ok(params as ParamsOf<ParamRules>);
}

function faultOf(rule: ParamRule, value: unknown): string | null {
  if (rule.kind === "words") {
    const fits = Array.isArray(value) && value.length > 0 && value.every((word) => rule.of.includes(word as string));
    return fits ? null : `is a list of some of ${rule.of.join(", ")}`;
  }
  const [low, high] = rule.within;
  const isInside = (number: unknown) => Number.isSafeInteger(number) && (number as number) >= low && (number as number) <= high;
  if (rule.kind === "count") return isInside(value) ? null : `is a whole number from ${low} to ${high}`;
  const fits = Array.isArray(value) && value.length === 2 && value.every(isInside) && (value[0] as number) <= (value[1] as number);
  return fits ? null : `is a range [low, high] from ${low} to ${high}`;
}
