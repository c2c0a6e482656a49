import type { ListInput, ListOutput } from "@/contracts/exercises/exercises";
import type { Catalog } from "../catalog/catalog";
import type { Database } from "../platform/database";
import { listRecords } from "./exercise-store";
import { exercisesInOrder, summarise } from "./summaries";

/** All exercises with one's own record, narrowed by the filter; a filter that names nothing known leaves none. */
export async function listExercises(
  { database, catalog }: { database: Database; catalog: Catalog },
  userId: string,
  filter: ListInput,
): Promise<ListOutput> {
  const records = await listRecords(database, userId);
  const all = exercisesInOrder(catalog).map((exercise) => summarise(catalog, exercise, records));
  const concept = filter.concept === undefined ? undefined : catalog.concepts.get(filter.concept);
  const countOf = (standing: ListInput["standing"]) => all.filter((exercise) => exercise.standing === standing).length;
  return {
    exercises: all.filter(
      ({ topic, concept: { id: conceptId }, type, standing }) =>
        (filter.topic === undefined || filter.topic === topic.id) &&
        (filter.concept === undefined || filter.concept === conceptId) &&
        (filter.type === undefined || filter.type === type) &&
        (filter.standing === undefined || filter.standing === standing),
    ),
    topics: catalog.topics
      .map(({ id, title }) => ({ id, title, count: all.filter(({ topic }) => topic.id === id).length }))
      .filter(({ count }) => count > 0),
    concept: concept === undefined ? null : { id: concept.id, title: concept.title },
    counts: { open: countOf("open"), missed: countOf("missed"), right: countOf("right") },
  };
}
