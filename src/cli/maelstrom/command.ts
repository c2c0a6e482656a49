/** What a user asks for. */
export interface Command {
  readonly lab: string;
  readonly bin: string;
  /** Handed to the program */
  readonly args: readonly string[];
  /** Names of the scenarios to play; none: all of the lab */
  readonly scenarios: readonly string[];
  readonly ratePerS: number | null;
  readonly timeLimitS: number | null;
  readonly seed: string | null;
  readonly log: string | null;
  readonly json: boolean;
}
