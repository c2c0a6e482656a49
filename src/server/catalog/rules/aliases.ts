/** AL: the words beside titles belong to concepts that there are, each to one, and what is said to be covered is spoken of. */
import type { ContentTree, Finding, ReadConcept } from "../content-tree";
import { Findings, repeated } from "./rule";

export function aliases({ aliases: all, concepts, inventory, sources }: ContentTree): Finding[] {
  if (all === null) return [];
  const findings = new Findings("aliases.yaml");
  const byName = new Map(concepts.map((concept) => [concept.name, concept]));
  const titles = new Map(concepts.flatMap(({ name, head: { title } }) => (title === undefined ? [] : [[title.toLowerCase(), name]])));
  const spoken = Object.values(all).flatMap(({ same, covers }) => [...same, ...covers].map((word) => word.toLowerCase()));
  const twice = new Set(repeated(spoken));
  const textOf = ({ file }: ReadConcept) => (sources.get(file)?.text ?? "").replace(/\s+/g, " ").toLowerCase();
  for (const [id, { same, covers }] of Object.entries(all)) {
    const concept = byName.get(id);
    if (inventory?.has(id) === false) findings.error("AL1.concept", [id], `the inventory has no concept ${id}`);
    if (concept === undefined) continue;
    for (const word of [...same, ...covers]) {
      if (twice.has(word.toLowerCase())) findings.error("AL2.once", [id], `"${word}" stands more than once in this file`);
      const titled = titles.get(word.toLowerCase());
      if (titled !== undefined) findings.error("AL2.once", [id], `"${word}" is the title of ${titled}`);
    }
    const text = textOf(concept);
    for (const word of covers) if (!text.includes(word.toLowerCase())) findings.error("AL3.covers", [id, "covers"], `${concept.file} does not speak of "${word}"`);
  }
  return findings.list;
}
