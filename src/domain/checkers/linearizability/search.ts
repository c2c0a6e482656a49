/** What all searches for a linearization have in common. */

/** "gave-up": it would need more memory than it may have. */
export type SearchStatus = "searching" | "valid" | "invalid" | "gave-up";

export interface Search {
  readonly name: "wgl" | "jit";
  /** Goes on for about this many steps (attempts to let one call take effect). */
  run(steps: number): SearchStatus;
  /** Attempts so far. */
  readonly steps: number;
  /** The most returns that any order got past. When the history is invalid, the call of the next one cannot be placed. */
  readonly furthest: number;
}
