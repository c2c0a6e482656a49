/** What lasts, and what is no step: partitions in the gaps that they cut, and jumps of clocks. */
import { describeEvent, sidesInShort, sidesWords } from "./describe-event";
import { isCut, type Lane } from "./lanes";
import type { LaneLine, PlacedJump, PlacedPartition } from "./layout-shape";
import type { SpanEvent } from "./read-story";

/** How much of a gap the hatch fills. */
const HATCH = { share: 0.3, max: 60 };

/** Each partition from its begin to the next one, to the heal, or to the end of the picture. */
export function layOutPartitions(spans: readonly SpanEvent[], spanX: ReadonlyMap<SpanEvent, number>, lanes: readonly Lane[], lines: readonly LaneLine[], right: number): PlacedPartition[] {
  const network = spans.filter(({ kind }) => kind !== "clock-jumped");
  return network.flatMap((span, index): PlacedPartition[] => {
    if (span.kind !== "partitioned") return [];
    const end = network[index + 1];
    const gaps = lines.slice(0, -1).flatMap(({ y }, gap) => {
      const below = lines[gap + 1]?.y ?? y;
      const height = Math.min(HATCH.max, (below - y) * HATCH.share);
      const middle = (y + below) / 2;
      return isCut(lanes, gap, span.sides) ? [{ y1: middle - height / 2, y2: middle + height / 2 }] : [];
    });
    return [{ key: String(span.number), x1: spanX.get(span) ?? 0, x2: (end === undefined ? undefined : spanX.get(end)) ?? right, isHealed: end !== undefined, words: sidesWords(span.sides), shortWords: sidesInShort(span.sides), gaps, label: null }];
  });
}

export function layOutJumps(spans: readonly SpanEvent[], spanX: ReadonlyMap<SpanEvent, number>, lines: readonly LaneLine[]): (PlacedJump & { words: string })[] {
  return spans.flatMap((span) => {
    if (span.kind !== "clock-jumped") return [];
    const lane = lines.find(({ members }) => members.includes(span.node));
    const words = `${lane?.kind === "quiet" ? `${span.node} ` : ""}${describeEvent(span).says.replace("jumps by ", "")}`;
    return lane === undefined ? [] : [{ key: String(span.number), x: spanX.get(span) ?? 0, y: lane.y, words }];
  });
}
