/** E16: every text renders. */
import { findRenderFaults } from "../render";
import { type PlacedText, proseOf } from "../text";
import { type Findings, forEachConcept } from "./rule";

const FENCE = /^\s*```/gm;

export const rendering = forEachConcept((concept, findings) => {
  for (const placed of proseOf(concept.raw)) findUnrenderable(placed, findings);
});

/** Names what one text would show wrongly. `isDocument`: it may have headings and tables. */
export function findUnrenderable({ path, text }: PlacedText, findings: Findings, isDocument = false): void {
  if ((text.match(FENCE)?.length ?? 0) % 2 === 1) findings.error("E16.fence", path, "a fence of code is not closed", "```");
  for (const { code, message, near } of findRenderFaults(text, isDocument)) findings.error(code, path, message, near);
}
