/** Roles as the thickness of lifelines, and terms as pills where they change. */
import { type LaneLine, placedAt, type PlacedRole, type PlacedStep, type PlacedTerm, type SpacetimeLayout } from "./layout-shape";
import { textWidth } from "./place-labels";
import type { Story } from "./read-story";

/** From the mark at which a term begins to its pill, and around its text. */
const PILL = { after: 13, padding: 11, room: 4 };

/** Nodes that share a lane have none: their lines would lie on each other. */
export function layOutRoles({ roles }: Story, steps: readonly PlacedStep[], lines: readonly LaneLine[], { left, right }: { left: number; right: number }): Pick<SpacetimeLayout, "roles" | "terms"> {
  const laneOf = (node: string) => lines.find(({ members, kind }) => kind === "node" && members.includes(node));
  return {
    roles: roles.spans.flatMap(({ node, role, from, to }): PlacedRole[] => {
      const lane = laneOf(node);
      if (lane === undefined) return [];
      return [{ key: `${node} ${from}`, role, x1: placedAt(steps, from)?.x ?? left, x2: placedAt(steps, to)?.x ?? right, y: lane.y }];
    }),
    terms: roles.terms.flatMap(({ node, term, at }): PlacedTerm[] => {
      const [lane, begin] = [laneOf(node), placedAt(steps, at)];
      if (lane === undefined) return [];
      const text = `T${term}`;
      const width = textWidth(text) + PILL.padding;
      const x = begin === undefined ? left + PILL.room : begin.x + PILL.after;
      const own = steps.filter(({ step }) => step.actor === node);
      const isFree = own.every((other) => other.x + PILL.after <= x || other.x - PILL.after >= x + width) && x + width <= right;
      return isFree ? [{ key: `${node} ${at}`, text, x, y: lane.y, width, step: at }] : [];
    }),
  };
}
