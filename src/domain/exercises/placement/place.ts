/** What the answers say about each topic: rules PL5 and PL6 of SPEC.md. */
import { type Ability, chanceOfRight, estimateAbility, type Response } from "./rasch";

/** What the model must give a concept below a proven one before it is taken as known, and one to start at at most. */
const KNOWN_FROM = 0.8;
const START_BELOW = 0.75;

export interface PlacedConcept {
  readonly id: string;
  readonly topicId: string;
  /** Mean level of its exercises */
  readonly level: number;
  readonly requires: readonly string[];
}

export interface PlacedAnswer extends Response {
  readonly conceptId: string;
}

export interface Placement {
  readonly ability: Ability;
  /** In the order of learning */
  readonly known: readonly string[];
  readonly topics: readonly {
    readonly topicId: string;
    /** The concept to start at; null where all is taken as known or easy */
    readonly startId: string | null;
    readonly known: number;
    readonly asked: number;
    readonly right: number;
  }[];
}

/** Places a learner. Concepts come in the order of learning, so each after all that it requires. */
export function place(concepts: readonly PlacedConcept[], answers: readonly PlacedAnswer[]): Placement {
  const ability = estimateAbility(answers);
  const scoreOf = new Map(answers.map(({ conceptId, score }) => [conceptId, score]));
  const given = (concept: PlacedConcept) => chanceOfRight(ability.mean, { level: concept.level, guess: 0 });
  const isProven = (id: string) => scoreOf.get(id) === 1;

  const doubted = new Set<string>();
  for (const { id, requires } of concepts) {
    const missed = scoreOf.has(id) && !isProven(id);
    if (missed || (!isProven(id) && requires.some((below) => doubted.has(below)))) doubted.add(id);
  }
  const below = new Set<string>();
  for (const { id, requires } of [...concepts].reverse()) if (isProven(id) || below.has(id)) for (const each of requires) below.add(each);
  const known = concepts.filter((concept) => isProven(concept.id) || (below.has(concept.id) && !doubted.has(concept.id) && given(concept) >= KNOWN_FROM)).map(({ id }) => id);

  const isKnown = new Set(known);
  const topicIds = [...new Set(concepts.map(({ topicId }) => topicId))];
  return {
    ability,
    known,
    topics: topicIds.map((topicId) => {
      const own = concepts.filter((concept) => concept.topicId === topicId);
      const asked = own.filter(({ id }) => scoreOf.has(id));
      return {
        topicId,
        startId: own.find((concept) => !isKnown.has(concept.id) && (doubted.has(concept.id) || given(concept) < START_BELOW))?.id ?? null,
        known: own.filter(({ id }) => isKnown.has(id)).length,
        asked: asked.length,
        right: asked.filter(({ id }) => isProven(id)).length,
      };
    }),
  };
}
