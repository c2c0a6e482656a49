import type { Instant } from "@/domain/kernel/instant";
import type { Transaction } from "../platform/database";

/**
 * What a wrong answer asks of the cards: shown sooner, in the transaction of the attempt, so that both are kept or
 * neither. Gives back the ids of the cards that really moved. Throws only on faults; then the attempt is not kept.
 */
export type BringCardsForward = (
  transaction: Transaction,
  request: {
    readonly userId: string;
    readonly cardIds: readonly string[];
    /** In words, for the learner who meets the card */
    readonly reason: string;
    /** The attempt: the same cause moves a card once */
    readonly causeId: string;
    readonly at: Instant;
  },
) => Promise<string[]>;
