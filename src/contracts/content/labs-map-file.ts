/** content/labs-map.yaml: where each lab theme of the inventory can be tried out. */
import { z } from "zod";

export const labsMapRow = z.strictObject({
  theme: z.string().min(1).describe("id of a lab theme in inventory.json"),
  labs: z.array(z.string().min(1)).default([]).describe("ids of labs"),
  generators: z.array(z.string().min(1)).default([]).describe("names of generators of exercises"),
  none: z.string().min(20).max(200).optional().describe("why there is neither"),
});

export const labsMapFile = z.array(labsMapRow).min(1);

export type LabsMapRow = z.infer<typeof labsMapRow>;
