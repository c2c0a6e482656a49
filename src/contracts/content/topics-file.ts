/** content/topics.yaml: the topics in teaching order. */
import { z } from "zod";
import { topicId } from "./text";

export const topicsFile = z.array(z.strictObject({ id: topicId, title: z.string().min(3).max(80).describe("as it stands above its concepts") })).min(1);

export type TopicsFile = z.infer<typeof topicsFile>;
