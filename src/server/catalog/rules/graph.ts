/** E3: what points somewhere points at something. */
import type { ContentTree, Finding } from "../content-tree";
import { Findings, forEachConcept } from "./rule";

/** The row of the concept list and the prerequisites agree with the file. */
export const inventoryRow = forEachConcept((concept, findings, tree) => {
  const { head, name } = concept;
  if (head.topic !== undefined && tree.topics.length > 0 && !tree.topics.some(({ id }) => id === head.topic)) {
    findings.error("E3.row", ["topic"], `topics.yaml has no topic ${head.topic}`);
  }
  if (tree.inventory === null) return; // said once, as a missing file
  const row = tree.inventory.get(name);
  if (row === undefined) return findings.error("E3.row", ["id"], `${name} is not in the concept list`);
  if (head.topic !== undefined && head.topic !== row.topic) findings.error("E3.row", ["topic"], `the concept list says ${row.topic}`);
  if (head.kind !== undefined && head.kind !== row.kind) findings.error("E3.row", ["kind"], `the concept list says ${row.kind}`);
  const requires = head.requires ?? [];
  requires.forEach((id, index) => {
    if (!tree.inventory?.has(id)) findings.error("E3.requires", ["requires", index], `${id} does not exist`);
  });
  const differs = [...requires].sort().join() !== [...row.requires].sort().join();
  if (differs && head.requires !== undefined && head.requiresChanged === undefined) {
    findings.error("E3.requires", ["requires"], `the concept list says [${row.requires.join(", ")}]; requiresChanged says why it differs`);
  }
});

/** Nobody needs to know a concept before itself. Files win over the concept list. */
export function requiresAcyclic(tree: ContentTree): Finding[] {
  const written = new Map(tree.concepts.map(({ name, head }) => [name, head.requires]));
  const requiresOf = (id: string) => written.get(id) ?? tree.inventory?.get(id)?.requires ?? [];
  return tree.concepts.flatMap(({ name, file }) => {
    const findings = new Findings(file);
    const circle = pathBackTo(name, requiresOf);
    if (circle !== null) findings.error("E3.cycle", ["requires"], `a circle: ${[...circle, name].join(" needs ")}`);
    return findings.list;
  });
}

/** The ids on a way from a concept back to itself, itself first; null if there is none. */
function pathBackTo(start: string, requiresOf: (id: string) => readonly string[]): string[] | null {
  const cameFrom = new Map<string, string>();
  const open = [start];
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    for (const next of requiresOf(id)) {
      if (next === start) return wayTo(id, start, cameFrom);
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, id);
      open.push(next);
    }
  }
  return null;
}

function wayTo(id: string, start: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const way = [id];
  for (let at = id; at !== start; ) {
    at = cameFrom.get(at) as string;
    way.unshift(at);
  }
  return way;
}

/** `versus` names a concept, `cards` of an exercise name cards of the file. */
export const pointers = forEachConcept((concept, findings, tree) => {
  for (const { value, path } of concept.cards) {
    if (value.versus !== undefined && tree.inventory !== null && !tree.inventory.has(value.versus)) {
      findings.error("E3.versus", [...path, "versus"], `${value.id}: there is no concept ${value.versus}`);
    }
  }
  const cardIds = new Set(concept.cards.map(({ value }) => value.id));
  for (const { value, path } of concept.exercises) {
    value.cards.forEach((id, index) => {
      if (!cardIds.has(id)) findings.error("E3.cards", [...path, "cards", index], `${value.id}: ${id} is not a card of this file`);
    });
  }
});
