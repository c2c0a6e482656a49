import { z } from "zod";
import { ChangeOwnCardInput, DeleteOwnCardInput, MakeOwnCardInput, OWN_CARDS_MAX, OwnCardsOutput } from "@/contracts/review/own-cards";
import { CardHistoryInput, CardHistoryOutput, QueueOutput, RecordEventsInput, RecordEventsOutput } from "@/contracts/review/review";
import { learnerProcedure, router } from "../trpc/init";
import { refuse } from "../trpc/refuse";
import { cardHistory } from "./card-history";
import { changeOwnCard, makeOwnCard, ownCards, removeOwnCard } from "./own-cards";
import { recordEvents } from "./record-events";
import { todaysQueue } from "./todays-queue";

const OWN_CARD_REFUSALS = {
  "no-such-concept": { code: "NOT_FOUND", message: "The concept of this card is no longer taught. Load the page again and choose another." },
  "too-many-own-cards": { code: "TOO_MANY_REQUESTS", message: `One keeps ${OWN_CARDS_MAX} cards of one’s own. Delete one under Your cards, then keep this one.` },
  "no-such-own-card": { code: "NOT_FOUND", message: "There is no such card any more. It may have been deleted in another tab." },
} as const;

export const reviewRouter = router({
  /** Everything that is due today, in order. */
  queue: learnerProcedure
    .input(z.void())
    .output(QueueOutput)
    .query(({ ctx }) => todaysQueue(ctx.tools, ctx.viewer.userId)),

  /** Takes in a browser's outbox; sending it again is harmless. */
  record: learnerProcedure
    .input(RecordEventsInput)
    .output(RecordEventsOutput)
    .mutation(async ({ ctx, input }) => ({ recorded: await recordEvents(ctx.tools, { userId: ctx.viewer.userId, events: input.events }) })),

  /** Cards that one made oneself. */
  ownCards: learnerProcedure
    .input(z.void())
    .output(OwnCardsOutput)
    .query(({ ctx }) => ownCards(ctx.tools, ctx.viewer.userId)),

  makeOwnCard: learnerProcedure
    .input(MakeOwnCardInput)
    .output(OwnCardsOutput)
    .mutation(async ({ ctx, input }) => {
      const made = await makeOwnCard(ctx.tools, ctx.viewer.userId, input);
      return made.ok ? made.value : refuse(made.error, OWN_CARD_REFUSALS);
    }),

  changeOwnCard: learnerProcedure
    .input(ChangeOwnCardInput)
    .output(OwnCardsOutput)
    .mutation(async ({ ctx, input }) => {
      const changed = await changeOwnCard(ctx.tools, ctx.viewer.userId, input);
      return changed.ok ? changed.value : refuse(changed.error, OWN_CARD_REFUSALS);
    }),

  removeOwnCard: learnerProcedure
    .input(DeleteOwnCardInput)
    .output(OwnCardsOutput)
    .mutation(({ ctx, input }) => removeOwnCard(ctx.tools, ctx.viewer.userId, input.id)),

  /** One's own history with one card. */
  cardHistory: learnerProcedure
    .input(CardHistoryInput)
    .output(CardHistoryOutput)
    .query(async ({ ctx, input }) => {
      const history = await cardHistory(ctx.tools, { userId: ctx.viewer.userId, cardId: input.cardId });
      if (history.ok) return history.value;
      return refuse(history.error, { "no-such-card": { code: "NOT_FOUND", message: "There is no such card. It may have been retired." } });
    }),
});
