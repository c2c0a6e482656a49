/** What lasts, and what is no step: partitions and cuts in their gaps, pauses, and marks of clocks and of slow nodes. */
import { describeEvent, linksInShort, linksWords, sidesInShort, sidesWords } from "./describe-event";
import { isCut, type Lane, laneOf, WHOLE } from "./lanes";
import type { LaneLine, PlacedNote, PlacedPartition, PlacedPause, PlacedWeather } from "./layout-shape";
import { isNodeSpan, type SpanEvent } from "./read-story";

/** How much of a gap the hatch fills. */
const HATCH = { share: 0.3, max: 60 };
/** A short hatch beside a lane. */
const STUB = { width: 40, from: 14, height: 14 };

type Cut = Extract<SpanEvent, { kind: "partitioned" | "cut" }>;

export interface SpanPlaces {
  readonly spans: readonly SpanEvent[];
  readonly xOf: ReadonlyMap<SpanEvent, number>;
  readonly lanes: readonly Lane[];
  readonly lines: readonly LaneLine[];
  readonly right: number;
}

/** Each partition from its begin to the next one, each cut, to the heal, or to the end of the picture. */
export function layOutPartitions({ spans, xOf, lanes, lines, right }: SpanPlaces): PlacedPartition[] {
  return spans.flatMap((span, index): PlacedPartition[] => {
    if (span.kind !== "partitioned" && span.kind !== "cut") return [];
    const end = spans.slice(index + 1).find(({ kind }) => kind === "healed" || (span.kind === "partitioned" && kind === "partitioned"));
    const [x1, x2] = [xOf.get(span) ?? 0, (end === undefined ? undefined : xOf.get(end)) ?? right];
    const severed = span.kind === "cut" ? { ...WHOLE, links: span.links } : { ...WHOLE, sides: span.sides };
    const gaps = lines.slice(0, -1).flatMap(({ y }, gap) => {
      const below = lines[gap + 1]?.y ?? y;
      const height = Math.min(HATCH.max, (below - y) * HATCH.share);
      const middle = (y + below) / 2;
      return isCut(lanes, gap, severed) ? [{ y1: middle - height / 2, y2: middle + height / 2 }] : [];
    });
    return [{ key: String(span.number), x1, x2, isHealed: end !== undefined, ...wordsOf(span), gaps, stubs: stubsOf(span, lanes, lines, x1, x2), label: null }];
  });
}

const wordsOf = (span: Cut): Pick<PlacedPartition, "words" | "shortWords"> =>
  span.kind === "cut" ? { words: linksWords(span.links), shortWords: linksInShort(span.links) } : { words: sidesWords(span.sides), shortWords: sidesInShort(span.sides) };

/** A link between lanes that are no neighbours crosses gaps that it does not cut: it is marked where it begins and ends. */
function stubsOf(span: Cut, lanes: readonly Lane[], lines: readonly LaneLine[], x1: number, x2: number): PlacedPartition["stubs"] {
  if (span.kind !== "cut") return [];
  const marked = new Set(
    span.links.flatMap(([from, to]) => {
      const [here, there] = [laneOf(lanes, from), laneOf(lanes, to)];
      return Math.abs(here - there) === 1 ? [] : [here, there];
    }),
  );
  return lines.flatMap(({ y }, index) => (marked.has(index) ? [{ x2: Math.min(x1 + STUB.width, x2), y1: y + STUB.from, y2: y + STUB.from + STUB.height }] : []));
}

export function layOutNotes({ spans, xOf, lines }: SpanPlaces): (PlacedNote & { words: string })[] {
  return spans.flatMap((span) => {
    const lane = isNodeSpan(span) ? lines.find(({ members }) => members.includes(span.node)) : undefined;
    if (!isNodeSpan(span) || lane === undefined) return [];
    const words = `${lane.kind === "quiet" ? `${span.node} ` : ""}${describeEvent(span).says.replace("jumps by ", "")}`;
    return [{ key: String(span.number), kind: span.kind, x: xOf.get(span) ?? 0, y: lane.y, words }];
  });
}

/** From each pause to where the node goes on or crashes, or to the end of the picture. */
export function layOutPauses({ spans, xOf, lines, right }: SpanPlaces, crashes: readonly { readonly node: string; readonly number: number; readonly x: number }[]): PlacedPause[] {
  return spans.flatMap((span, index): PlacedPause[] => {
    if (span.kind !== "paused") return [];
    const lane = lines.find(({ members }) => members.includes(span.node));
    if (lane === undefined || lane.kind === "quiet") return [];
    const goesOn = spans.slice(index + 1).find((later) => later.kind === "resumed" && later.node === span.node);
    const crash = crashes.find(({ node, number }) => node === span.node && number > span.number);
    const x2 = Math.min(goesOn === undefined ? right : (xOf.get(goesOn) ?? right), crash?.x ?? right);
    return [{ key: String(span.number), x1: xOf.get(span) ?? 0, x2, y: lane.y }];
  });
}

export const layOutWeathers = ({ spans, xOf }: SpanPlaces): (PlacedWeather & { words: string })[] =>
  spans.flatMap((span) => (span.kind === "weather" ? [{ key: String(span.number), x: xOf.get(span) ?? 0, words: describeEvent(span).says }] : []));
