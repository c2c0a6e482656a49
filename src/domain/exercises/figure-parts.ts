/** Parts of a figure that can be pointed at: each has an id within its figure, and words for whoever does not see it. */
import { type Figure, timelineEventInWords } from "./figure";

/** Which parts of a figure are meant. `entries` are boxes of logs, `shapes` the marked parts of an svg. */
export const PART_SORTS = ["events", "messages", "operations", "boxes", "lines", "entries", "shapes"] as const;
export type PartSort = (typeof PART_SORTS)[number];

export interface FigurePart {
  readonly id: string;
  /** Plain text */
  readonly words: string;
}

/** The id of an arrow between boxes, and of an entry of a log. */
export const edgeId = ({ from, to }: { readonly from: string; readonly to: string }): string => `${from}>${to}`;
export const entryId = (log: string, index: number): string => `${log}/${index}`;

/** A marked part of a drawing of one's own: `<g data-part="id"><title>words</title>`. */
const SHAPE = /data-part="([^"]+)"[^>]*>\s*<title>([^<]*)<\/title>/g;

/** All parts of one sort, in the order of the figure; none where the figure has no such parts. */
export function partsOf(figure: Figure, sort: PartSort): FigurePart[] {
  if (figure.kind === "timeline" && sort === "events") return figure.events.map((event) => ({ id: event.id, words: timelineEventInWords(figure, event) }));
  if (figure.kind === "timeline" && sort === "messages") {
    const end = (id: string) => `${id} on ${figure.processes[figure.events.find((event) => event.id === id)?.process ?? -1] ?? ""}`;
    return figure.messages.map(({ id, from, to }) => ({ id, words: `${id}, from ${end(from)}${to === null ? ", which does not arrive" : ` to ${end(to)}`}` }));
  }
  if (figure.kind === "history" && sort === "operations") {
    return figure.operations.map(({ id, client, from, to, words }) => ({
      id,
      words: `${figure.clients[client]}: ${words}${words.startsWith(id) ? "" : ` (${id})`}, from ${from} ${to === null ? "without an end" : `to ${to}`}`,
    }));
  }
  if (figure.kind === "graph" && sort === "boxes") return figure.nodes.map(({ id, label }) => ({ id, words: label }));
  if (figure.kind === "graph" && sort === "lines") {
    const label = (id: string) => figure.nodes.find((node) => node.id === id)?.label ?? id;
    return figure.edges.map((edge) => ({ id: edgeId(edge), words: `${edge.label === undefined ? "" : `${edge.label}: `}from ${label(edge.from)} to ${label(edge.to)}` }));
  }
  if (figure.kind === "logs" && sort === "entries") {
    return figure.logs.flatMap(({ name, entries }) => entries.map((entry, index) => ({ id: entryId(name, index + 1), words: `${name}, entry ${index + 1}: ${entry}` })));
  }
  if (figure.kind === "svg" && sort === "shapes") return [...figure.svg.matchAll(SHAPE)].map(([, id = "", words = ""]) => ({ id, words }));
  return [];
}
