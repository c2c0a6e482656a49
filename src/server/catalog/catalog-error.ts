/** Content that cannot be served, with every reason. */
import { type Problem, problemText } from "./check-content";

export class ContentError extends Error {
  override name = "ContentError";

  constructor(
    readonly directory: string,
    readonly problems: readonly Problem[],
  ) {
    const lines = problems.map((problem) => problemText(problem, `${directory}/`));
    super(`The content cannot be served: ${problems.length} errors.\n${lines.join("\n")}\nMend them; "npm run --silent content -- check" names them all.`);
  }
}
