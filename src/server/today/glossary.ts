import type { GlossaryOutput } from "@/contracts/today/today";
import type { Catalog } from "../catalog/catalog";
import { plainText } from "../catalog/text";

/** A first sentence below this says too little by itself: "MapReduce is a contract." */
const DEFINITION_MIN = 60;

/** Every concept by its title, with its other names and the words that it explains. */
export function glossary({ concepts }: Pick<Catalog, "concepts">): GlossaryOutput {
  const entries = [...concepts.values()].map(({ id, title, sameAs, covers, note }) => ({
    ...{ id, title },
    sameAs: [...sameAs],
    covers: [...covers],
    definition: definitionOf(note),
  }));
  return { entries: entries.sort((one, other) => one.title.localeCompare(other.title, "en")) };
}

/** How a note begins: its first sentence, and those after it until enough is said. */
export function definitionOf(note: string): string {
  const [first = "", ...rest] = plainText(note).split(/(?<=[.?])\s/);
  let definition = first;
  for (const sentence of rest) {
    if (definition.length >= DEFINITION_MIN) break;
    definition = `${definition} ${sentence}`;
  }
  return definition;
}
