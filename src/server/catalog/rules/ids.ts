/** E2: ids are the keys of every learner's history. */
import type { ContentTree, Finding, Path } from "../content-tree";
import { Findings, forEachConcept } from "./rule";

/** Ids of cards and exercises begin with their concept's, and none was retired in any file. */
export const idForm = forEachConcept((concept, findings, tree) => {
  const retired = retiredIds(tree);
  for (const { value, path } of [...concept.cards, ...concept.exercises]) {
    if (!value.id.startsWith(`${concept.name}.`)) {
      findings.error("E2.form", [...path, "id"], `${value.id} does not begin with "${concept.name}."`);
    }
    const where = retired.get(value.id);
    if (where !== undefined) findings.error("E2.retired", [...path, "id"], `${value.id} was retired in ${where} and is never used again`);
  }
});

function retiredIds(tree: ContentTree): ReadonlyMap<string, string> {
  return new Map(tree.concepts.flatMap(({ head, file }) => (head.retired ?? []).map((id) => [id, file] as const)));
}

/** No id appears twice in the whole tree. The later one is reported. */
export function idsUnique(tree: ContentTree): Finding[] {
  const firstPlace = new Map<string, string>();
  return tree.concepts.flatMap((concept) => {
    const findings = new Findings(concept.file);
    const claim = (id: string, scope: string, path: Path) => {
      const key = `${scope}/${id}`;
      const earlier = firstPlace.get(key);
      if (earlier === undefined) firstPlace.set(key, concept.file);
      else findings.error("E2.twice", path, `${id} is also in ${earlier}`);
    };
    if (concept.head.id !== undefined) claim(concept.head.id, "concept", ["id"]);
    for (const { value, path } of [...concept.cards, ...concept.exercises]) claim(value.id, "item", [...path, "id"]);
    for (const { value, path } of concept.references) claim(value.id, `references of ${concept.file}`, [...path, "id"]);
    return findings.list;
  });
}
