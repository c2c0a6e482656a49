/** The flag that says what went wrong, and the witnesses that show it. */
import type { PlacedStep, PlacedViolation } from "./layout-shape";
import { textWidth } from "./place-labels";
import type { Story } from "./read-story";

export const FLAG_TOP = 12;
const FLAG = { line: 17, padding: 20, icon: 38, end: 14, widthMax: 570, wider: 1.04 };
/** From the decisive step to the bracket, and from a lane to a bracket that runs along it. */
const BRACKET = { beside: 30, above: 26, edge: 10 };
const ZONE_FOOT = 34;

export interface Flag {
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
}

/** The words of the flag in one line or two; what does not fit stands in the inspector. */
export function flagOf(story: Story, title: string | undefined, room: number): Flag | null {
  if (story.violation === null) return null;
  const words = title === undefined ? story.says : `${title}: ${story.says}`;
  const widthMax = Math.min(FLAG.widthMax, room) - FLAG.icon - FLAG.end;
  const lines = twoLines(words, Math.floor(widthMax / (textWidth("m") * FLAG.wider)));
  const width = Math.max(...lines.map((line) => textWidth(line) * FLAG.wider)) + FLAG.icon + FLAG.end;
  return { lines, width, height: FLAG.padding + lines.length * FLAG.line };
}

function twoLines(words: string, charactersMax: number): string[] {
  if (words.length <= charactersMax) return [words];
  const at = words.lastIndexOf(" ", charactersMax);
  const first = at <= 0 ? words.slice(0, charactersMax) : words.slice(0, at);
  const rest = words.slice(first.length).trimStart();
  return [first, rest.length <= charactersMax ? rest : `${rest.slice(0, charactersMax - 1)}…`];
}

/** Places the flag above the decisive step, and ties the witnesses together. */
export function layOutViolation(story: Story, steps: readonly PlacedStep[], flag: Flag, { left, right, top }: { left: number; right: number; top: number }): PlacedViolation | null {
  const decisive = steps.find(({ isViolation }) => isViolation);
  if (decisive === undefined) return null;
  const witnesses = steps.filter(({ step }) => step.isWitness);
  const ys = witnesses.map(({ y }) => y);
  const [highest, lowest] = [Math.min(...ys), Math.max(...ys)];
  const bracket = bracketOf(witnesses, decisive, highest, lowest);
  const x = bracket?.kind === "down" ? bracket.x1 : decisive.x;
  const flagX = Math.max(left, Math.min(x - flag.width / 2, right - flag.width));
  return {
    x,
    lines: flag.lines,
    flag: { x: flagX, y: FLAG_TOP, width: flag.width, height: flag.height },
    dropTo: bracket?.kind === "down" ? highest - BRACKET.edge : decisive.y - (bracket === null ? 16 : BRACKET.above),
    bracket,
    zone: { x: decisive.x, y: top, width: right - decisive.x, height: lowest + ZONE_FOOT - top },
  };
}

function bracketOf(witnesses: readonly PlacedStep[], decisive: PlacedStep, highest: number, lowest: number): PlacedViolation["bracket"] {
  if (witnesses.length < 2) return null;
  if (highest !== lowest) {
    const x = decisive.x + BRACKET.beside;
    return { kind: "down", x1: x, y1: highest + BRACKET.edge, x2: x, y2: lowest - BRACKET.edge };
  }
  const xs = witnesses.map(({ x }) => x);
  return { kind: "along", x1: Math.min(...xs), y1: highest - BRACKET.above, x2: Math.max(...xs), y2: highest - BRACKET.above };
}
