/** content/aliases.yaml: by which words concepts are known beside their titles. */
import { z } from "zod";
import { conceptId } from "./text";

const words = z.array(z.string().min(2).max(60)).default([]);

export const aliases = z.strictObject({
  same: words.describe("other names of the very same thing"),
  covers: words.describe("words that are not it and are explained under it; its file must use them"),
});

export const aliasesFile = z.record(conceptId, aliases);

export type Aliases = z.infer<typeof aliases>;
