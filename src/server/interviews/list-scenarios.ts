import type { ScenarioSummary, ScenariosOutput } from "@/contracts/interviews/rooms";
import type { Catalog } from "../catalog/catalog";
import type { Database } from "../platform/database";
import { listSeen, type Seen } from "./scenario-seen-store";

const KNOWN_AS: Record<Seen, "staff" | "candidate"> = { opened: "staff", staff: "staff", report: "staff", candidate: "candidate" };

/** What a room can be opened from, and which of it this account knows already. */
export async function listScenarios({ database, catalog }: { database: Database; catalog: Catalog }, userId: string): Promise<ScenariosOutput> {
  const seen = await listSeen(database, userId);
  const scenarios = [...catalog.scenarios.values()].map(({ id, title, topicId, level, minutes, summary, phases }): ScenarioSummary => {
    const known = seen.get(id);
    return {
      id,
      title,
      topic: { id: topicId, title: catalog.topics.find((topic) => topic.id === topicId)?.title ?? topicId },
      level,
      minutes,
      summary,
      phases: phases.map((phase) => ({ name: phase.name, minutes: phase.minutes })),
      known: known === undefined ? null : { as: KNOWN_AS[known.how], at: known.at },
    };
  });
  return { scenarios };
}
