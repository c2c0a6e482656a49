/** A catalogue with the real labs under concepts made by hand: what submissions and verdicts need of the content. */
import { labs } from "@/domain/labs/catalogue";
import type { Catalog, CatalogLab } from "@/server/catalog/catalog";
import { reviewCatalog } from "./review-catalog";

/** Each check has one concept of its own, "<lab>-<check>", with two cards; all share the concept "shared". */
export function labCatalog(): Catalog {
  const made = labs.map(({ id, checks }, place): CatalogLab => ({
    id,
    title: `The lab ${id}`,
    topicId: "consensus",
    order: place + 1,
    summary: "",
    skill: "",
    minutes: 30,
    lines: 30,
    conceptIds: ["shared"],
    faults: [],
    checks: checks.map((check) => ({
      id: check.id, title: `The check ${check.id}`, stage: null, points: 10, holdsHtml: "", measures: [], concepts: [`${id}-${check.id}`, "shared"],
    })),
    briefHtml: "",
    messagesHtml: "",
    hintsHtml: [],
    starter: "",
    references: [],
  }));
  const concepts = made.flatMap(({ id, checks }) => checks.map((check) => `${id}-${check.id}`));
  return reviewCatalog([...concepts.map((id) => ({ id, cards: [{}, {}] })), { id: "shared", cards: [{}] }], {
    labs: new Map(made.map((lab) => [lab.id, lab])),
  });
}
