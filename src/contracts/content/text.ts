/** The small shapes that all content files are made of. */
import { z } from "zod";

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export const kebabId = z.string().regex(KEBAB, "is not a kebab word such as half-open");
export const topicId = kebabId.describe("id of a topic in topics.yaml");
export const conceptId = kebabId.describe("id of a row of the concept list");

export const cardId = z
  .string()
  .regex(/^[a-z0-9-]+\.(?!x-)[a-z0-9]+(-[a-z0-9]+)*$/, "is not <concept>.<what-it-asks>")
  .describe("<concept>.<what-it-asks>; the key of every learner's history, so it never changes");

export const exerciseId = z
  .string()
  .regex(/^[a-z0-9-]+\.x-[a-z0-9]+(-[a-z0-9]+)*$/, "is not <concept>.x-<what-it-does>")
  .describe("<concept>.x-<what-it-does>");

export const itemId = kebabId.describe("a kebab word inside its exercise");
export const markdown = z.string().min(1).describe("Markdown, with mathematics between $ and $");
export const words = z.string().min(1).describe("words for whoever took this road: 20-260 characters, a reason and no verdict");

/** One id or a list of them, read as a list. */
export const cite = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1)], { error: "is neither the id of a reference nor a list of them" })
  .describe("ids of references of this file");

/** The citation of a part as a list, however it was written. */
export const citeList = (written: string | readonly string[] | undefined): readonly string[] =>
  written === undefined ? [] : typeof written === "string" ? [written] : written;
