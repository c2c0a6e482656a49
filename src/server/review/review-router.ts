import { z } from "zod";
import { CardHistoryInput, CardHistoryOutput, QueueOutput, RecordEventsInput, RecordEventsOutput } from "@/contracts/review/review";
import { learnerProcedure, router } from "../trpc/init";
import { refuse } from "../trpc/refuse";
import { cardHistory } from "./card-history";
import { recordEvents } from "./record-events";
import { todaysQueue } from "./todays-queue";

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
