import type { Appearances } from "@/contracts/today/today";
import type { Scenario } from "@/domain/interviews/scenario";
import type { Catalog, CatalogLab } from "../catalog/catalog";

type Lab = Pick<CatalogLab, "id" | "title" | "minutes" | "conceptIds"> & { readonly checks: readonly Pick<CatalogLab["checks"][number], "concepts">[] };
type Interview = Pick<Scenario, "id" | "title" | "minutes"> & Record<"deepDives" | "rubric", readonly { readonly concepts: readonly string[] }[]>;

/** The labs whose program or whose checks are about one of these concepts, and the interviews that come to speak of one. */
export function appearancesOf(
  { labs, scenarios }: { readonly labs: ReadonlyMap<string, Lab>; readonly scenarios: ReadonlyMap<string, Interview> },
  conceptIds: readonly string[],
): Appearances {
  const asked = new Set(conceptIds);
  const isAbout = (concepts: readonly string[]) => concepts.some((id) => asked.has(id));
  return {
    labs: [...labs.values()].filter((lab) => isAbout(conceptsOfLab(lab))).map(shown),
    interviews: [...scenarios.values()].filter((scenario) => isAbout(conceptsOfScenario(scenario))).map(shown),
  };
}

/** The labs and interviews of a topic's own: what comes up besides stands on the pages of its concepts. */
export const ofTopic = ({ labs, scenarios }: Pick<Catalog, "labs" | "scenarios">, topicId: string): Appearances => ({
  labs: [...labs.values()].filter((lab) => lab.topicId === topicId).map(shown),
  interviews: [...scenarios.values()].filter((scenario) => scenario.topicId === topicId).map(shown),
});

const shown = ({ id, title, minutes }: Pick<Lab, "id" | "title" | "minutes">) => ({ id, title, minutes });

const conceptsOfLab = ({ conceptIds, checks }: Lab): string[] => [...conceptIds, ...checks.flatMap(({ concepts }) => concepts)];

const conceptsOfScenario = ({ deepDives, rubric }: Interview): string[] => [...deepDives, ...rubric].flatMap(({ concepts }) => concepts);
