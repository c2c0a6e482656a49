import { accountsRouter } from "../accounts/accounts-router";
import { authoringRouter } from "../authoring/authoring-router";
import { cohortsRouter } from "../cohorts/cohorts-router";
import { exercisesRouter } from "../exercises/exercises-router";
import { interviewsRouter } from "../interviews/interviews-router";
import { labsRouter } from "../labs/labs-router";
import { reviewRouter } from "../review/review-router";
import { todayRouter } from "../today/today-router";
import { createCallerFactory, router } from "./init";

export const rootRouter = router({
  accounts: accountsRouter,
  review: reviewRouter,
  exercises: exercisesRouter,
  labs: labsRouter,
  cohorts: cohortsRouter,
  interviews: interviewsRouter,
  today: todayRouter,
  authoring: authoringRouter,
});
export type RootRouter = typeof rootRouter;

export const createCaller = createCallerFactory(rootRouter);
