/** Figures of items, as they are kept and told. Rules: src/domain/exercises/statistics/SPEC.md. */
import { z } from "zod";

/** Correlations, and differences of shares. */
const Signed = z.number().min(-1).max(1);
const Share = z.strictObject({ share: z.number(), low: z.number(), high: z.number(), base: z.int() });
const ByGroup = z.strictObject({ lower: z.int(), middle: z.int(), upper: z.int() });
const ParameterValue = z.union([z.number(), z.string()]);

const ParameterFacility = z.strictObject({
  name: z.string(),
  parts: z.array(z.strictObject({ from: ParameterValue, to: ParameterValue, facility: Share })).readonly(),
});

export const ItemFigures = z.strictObject({
  facility: Share,
  discrimination: Signed.nullable(),
  upperLower: Signed.nullable(),
  groupSizes: ByGroup.nullable(),
  roads: z.array(z.strictObject({ about: z.string(), all: z.int(), groups: ByGroup.nullable() })).readonly(),
  parameters: z.array(ParameterFacility).readonly(),
});

export const WholeFigures = z.strictObject({
  mean: z.number(),
  deviation: z.number(),
  alpha: z.number().nullable(),
  standardError: z.number().nullable(),
  /** By item, in the order of the assignment; null for an item that is not scored */
  alphaIfDeleted: z.array(z.strictObject({ exerciseId: z.string(), alpha: z.number().nullable() })),
});
export type WholeFigures = z.infer<typeof WholeFigures>;
