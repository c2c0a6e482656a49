/** E17: what the documents get wrong is answered, and taught through its consequence. */
import { forEachConcept } from "./rule";

const QUOTED = [15, 320] as const;
const CORRECT = [40, 320] as const;
const TEACHING_ROLES = ["caution", "contrast", "why", "failure"];

export const cautions = forEachConcept((concept, findings, tree) => {
  const listed = tree.inventory?.get(concept.name)?.caution ?? null;
  const isWritten = concept.raw.caution !== null && concept.raw.caution !== undefined;
  if (listed !== null && !isWritten && concept.head.cautionDropped === undefined) {
    findings.error("E17.caution", ["caution"], "the concept list has a caution; answer it, or say in cautionDropped why not");
  }
  if (isWritten && concept.head.cautionDropped !== undefined) {
    findings.error("E17.caution", ["cautionDropped"], "a caution is written and dropped");
  }
  if (concept.caution === null) return;
  const { value: caution, path } = concept.caution;
  findings.length("E17.caution", [...path, "quoted"], "quoted", caution.quoted, QUOTED);
  findings.length("E17.caution", [...path, "correct"], "correct", caution.correct, CORRECT);
  const ids = [...concept.cards, ...concept.exercises].map(({ value }) => value.id);
  caution.taught.forEach((id, index) => {
    if (!ids.includes(id)) findings.error("E17.taught", [...path, "taught", index], `${id} is neither a card nor an exercise of this file`);
  });
  const teaches = concept.cards.some(({ value }) => caution.taught.includes(value.id) && TEACHING_ROLES.includes(value.role));
  if (!teaches) findings.error("E17.taught", [...path, "taught"], `names no card of role ${TEACHING_ROLES.join(", ")}`);
});
