import { ContentItem, ContentItemInput, ContentItems, ContentItemsInput } from "@/contracts/cohorts/items";
import { instructorProcedure, router } from "../../trpc/init";
import { refuse } from "../../trpc/refuse";
import { contentItem, contentItems } from "./items";

/** Statistics of all items of the content: of no cohort, and of no learner. */
export const itemsRouter = router({
  list: instructorProcedure
    .input(ContentItemsInput)
    .output(ContentItems)
    .query(({ ctx: { tools }, input }) => contentItems(tools, input)),

  item: instructorProcedure
    .input(ContentItemInput)
    .output(ContentItem)
    .query(async ({ ctx: { tools }, input }) => {
      const found = await contentItem(tools, input);
      if (found !== null) return found;
      return refuse({ code: "no-such-item" }, { "no-such-item": { code: "NOT_FOUND", message: "There is no such exercise, or none that is scored without a person. The list of items has those there are." } });
    }),
});
