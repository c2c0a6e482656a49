import type { LabSummary, ListLabsOutput } from "@/contracts/labs/lab-pages";
import { assert } from "@/domain/kernel/assert";
import type { Catalog, CatalogLab } from "../catalog/catalog";
import type { Database } from "../platform/database";
import { countUnderWay, findBestRuns, labsWithDraft } from "./standing-store";

interface ListTools {
  readonly database: Database;
  readonly catalog: Catalog;
}

/** Every lab in the order of learning, and how far this learner has come in it. */
export async function listLabs({ database, catalog }: ListTools, { userId }: { userId: string }): Promise<ListLabsOutput> {
  const [bestRuns, underWay, drafts] = await Promise.all([findBestRuns(database, userId), countUnderWay(database, userId), labsWithDraft(database, userId)]);
  const best = new Map(bestRuns.map(({ labId, ...run }) => [labId, run]));
  return {
    labs: [...catalog.labs.values()].map((lab): LabSummary => {
      const { id, title, summary, minutes } = lab;
      return { id, title, summary, minutes, ...placeOf(catalog, lab), hasDraft: drafts.has(id), best: best.get(id) ?? null, underWay: underWay.get(id) ?? 0 };
    }),
  };
}

/** A lab's topic and concepts by their names. */
export function placeOf(catalog: Catalog, { id, topicId, conceptIds }: CatalogLab): Pick<LabSummary, "topic" | "concepts"> {
  const topic = catalog.topics.find((candidate) => candidate.id === topicId);
  assert(topic !== undefined, `the catalogue has the topic of ${id}`);
  return {
    topic: { id: topic.id, title: topic.title },
    concepts: conceptIds.flatMap((conceptId) => {
      const concept = catalog.concepts.get(conceptId);
      return concept === undefined ? [] : [{ id: concept.id, title: concept.title }];
    }),
  };
}
