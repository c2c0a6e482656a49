/** What a hand may do to a run: SPEC.md, rules K1 to K8. */
import { assertNever } from "../../kernel/assert";
import type { Address } from "../message";

/** A copy of a message that is under way. */
export interface CopyOf {
  readonly message: number;
  readonly copy: 1 | 2;
}

export type Choice =
  /** It arrives, is lost, or arrives later. */
  | ({ readonly kind: "deliver" } & CopyOf)
  | ({ readonly kind: "drop" } & CopyOf)
  | ({ readonly kind: "delay" } & CopyOf)
  /** Of the timers and time-outs of a node the one that is due first. */
  | { readonly kind: "timer"; readonly node: Address }
  /** Of the fsyncs of a node the one that began first ends. */
  | { readonly kind: "synced"; readonly node: Address }
  /** A client sends a request, or waits for its answer no longer. */
  | { readonly kind: "invoke" | "give-up"; readonly operation: number }
  | { readonly kind: "crash"; readonly node: Address; /** Of the unsynced writes */ readonly keeps: number }
  | { readonly kind: "restart"; readonly node: Address }
  /** The next fault of the plan strikes. */
  | { readonly kind: "planned" }
  /** The run goes on by itself: for so many events, or to its end. */
  | { readonly kind: "run"; readonly events: number }
  | { readonly kind: "finish" };

/** So much is done by hand in one run. */
export const CHOICES_MAX = 400;
/** What the texts of that many choices take. */
export const CHOICES_CHARS_MAX = 4_000;

const SEPARATOR = ",";

/** A list of choices as a text that an address can hold: "o0,d3,d4.2,cn1.0,rn1". */
export const choicesText = (choices: readonly Choice[]): string => choices.map(choiceText).join(SEPARATOR);

/** The choices of a text, or null where it is none. */
export function readChoices(text: string): readonly Choice[] | null {
  if (text === "") return [];
  if (text.length > CHOICES_CHARS_MAX) return null;
  const choices = text.split(SEPARATOR).map(readChoice);
  return choices.length > CHOICES_MAX || choices.includes(null) ? null : choices.filter((choice) => choice !== null);
}

function choiceText(choice: Choice): string {
  switch (choice.kind) {
    case "deliver":
      return `d${copyText(choice)}`;
    case "drop":
      return `x${copyText(choice)}`;
    case "delay":
      return `l${copyText(choice)}`;
    case "timer":
      return `t${choice.node}`;
    case "synced":
      return `f${choice.node}`;
    case "invoke":
      return `o${choice.operation}`;
    case "give-up":
      return `g${choice.operation}`;
    case "crash":
      return `c${choice.node}.${choice.keeps}`;
    case "restart":
      return `r${choice.node}`;
    case "planned":
      return "p";
    case "run":
      return `a${choice.events}`;
    case "finish":
      return "z";
    default:
      return assertNever(choice, "a choice");
  }
}

const copyText = ({ message, copy }: CopyOf): string => `${message}${copy === 2 ? ".2" : ""}`;

const NUMBER = String.raw`\d{1,7}`;
const NODE = String.raw`n\d{1,4}`;
const FORMS: readonly (readonly [form: RegExp, read: (first: string, second: string | undefined) => Choice])[] = [
  [new RegExp(`^d(${NUMBER})(\\.2)?$`), (first, second) => ({ kind: "deliver", ...copyOf(first, second) })],
  [new RegExp(`^x(${NUMBER})(\\.2)?$`), (first, second) => ({ kind: "drop", ...copyOf(first, second) })],
  [new RegExp(`^l(${NUMBER})(\\.2)?$`), (first, second) => ({ kind: "delay", ...copyOf(first, second) })],
  [new RegExp(`^t(${NODE})$`), (node) => ({ kind: "timer", node })],
  [new RegExp(`^f(${NODE})$`), (node) => ({ kind: "synced", node })],
  [new RegExp(`^o(${NUMBER})$`), (first) => ({ kind: "invoke", operation: Number(first) })],
  [new RegExp(`^g(${NUMBER})$`), (first) => ({ kind: "give-up", operation: Number(first) })],
  [new RegExp(`^c(${NODE})\\.(${NUMBER})$`), (node, keeps) => ({ kind: "crash", node, keeps: Number(keeps) })],
  [new RegExp(`^r(${NODE})$`), (node) => ({ kind: "restart", node })],
  [/^(p)$/, () => ({ kind: "planned" })],
  [new RegExp(`^a(${NUMBER})$`), (first) => ({ kind: "run", events: Number(first) })],
  [/^(z)$/, () => ({ kind: "finish" })],
];

const copyOf = (message: string, second: string | undefined): CopyOf => ({ message: Number(message), copy: second === undefined ? 1 : 2 });

function readChoice(text: string): Choice | null {
  for (const [form, read] of FORMS) {
    const found = form.exec(text);
    if (found !== null) return read(found[1] ?? "", found[2]);
  }
  return null;
}
