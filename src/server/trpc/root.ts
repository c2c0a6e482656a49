import { accountsRouter } from "../accounts/accounts-router";
import { exercisesRouter } from "../exercises/exercises-router";
import { labsRouter } from "../labs/labs-router";
import { reviewRouter } from "../review/review-router";
import { todayRouter } from "../today/today-router";
import { createCallerFactory, router } from "./init";

export const rootRouter = router({
  accounts: accountsRouter,
  review: reviewRouter,
  exercises: exercisesRouter,
  labs: labsRouter,
  today: todayRouter,
});
export type RootRouter = typeof rootRouter;

export const createCaller = createCallerFactory(rootRouter);
