import type { ScenarioFile } from "@/contracts/content/scenario-file";
import type { Scenario } from "@/domain/interviews/scenario";
import { toReference } from "./to-reference";

/** From a scenario's file to what rooms are opened from. */
export function toScenario({ topic, deepDives, references, ...scenario }: ScenarioFile): Scenario {
  return {
    ...scenario,
    topicId: topic,
    deepDives: deepDives.map(({ question, points, concepts }) => ({ question, points, concepts })),
    references: references.map(toReference),
  };
}
