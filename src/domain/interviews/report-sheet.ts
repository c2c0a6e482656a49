/** What a filled-in rubric says: the evidence of each line, and which concepts it sends back to the cards. Rules RP: SPEC.md. */
import type { Instant } from "../kernel/instant";
import type { LoggedEvent, RubricLevel } from "./room-event";
import type { RoomEvidence, RoomState } from "./room-state";
import type { RubricLine } from "./scenario";

/** A line of this level or below brings the cards of its concepts forward. */
export const LOW_LEVEL_MAX: RubricLevel = 2;

/** The part of the log that a report is made of: what was shared stays as it was read. */
export const sheetLog = (log: readonly LoggedEvent[], sharedAt: Instant | null): readonly LoggedEvent[] =>
  sharedAt === null ? log : log.filter(({ at }) => at <= sharedAt);

export interface FilledLine {
  readonly line: RubricLine;
  /** Null: not judged. */
  readonly level: RubricLevel | null;
  /** In the order of the interview. */
  readonly evidence: readonly RoomEvidence[];
}

/** The rubric's lines, in its order, as the staff filled them in. */
export const filledLines = (rubric: readonly RubricLine[], { levels, evidence }: Pick<RoomState, "levels" | "evidence">): FilledLine[] =>
  rubric.map((line, dimension) => ({
    line,
    level: levels.get(dimension) ?? null,
    evidence: [...evidence.values()].filter((each) => each.dimension === dimension).sort((one, other) => one.seq - other.seq),
  }));

export interface LowLine {
  readonly line: RubricLine;
  readonly level: RubricLevel;
  /** Those that no low line before it named. */
  readonly concepts: readonly string[];
}

/** The lines that ended low, each with the concepts that it is the first to name. */
export function lowLines(lines: readonly FilledLine[]): LowLine[] {
  const named = new Set<string>();
  return lines.flatMap(({ line, level }) => {
    if (level === null || level > LOW_LEVEL_MAX) return [];
    const concepts = line.concepts.filter((id) => !named.has(id));
    for (const id of concepts) named.add(id);
    return [{ line, level, concepts }];
  });
}
