/**
 * Figures as data. From one set of data come the picture, the text for screen readers, and what a question is about;
 * nothing in a figure gives an answer away.
 */

/** Names with values, e.g. the settings of a mechanism. */
export interface FactsFigure {
  readonly kind: "facts";
  readonly facts: readonly { readonly name: string; readonly value: string }[];
}

export interface TableFigure {
  readonly kind: "table";
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Processes as lines, events on them from left to right in the order of the list, messages between events. */
export interface TimelineFigure {
  readonly kind: "timeline";
  readonly caption: string;
  readonly processes: readonly string[];
  readonly events: readonly {
    readonly id: string;
    /** Index of the process */
    readonly process: number;
    /** Asked about */
    readonly marked: boolean;
    /** Short words beside the event, e.g. "w(x, 1)" */
    readonly note?: string | undefined;
  }[];
  /** `to` null: on its way, or lost. */
  readonly messages: readonly { readonly id: string; readonly from: string; readonly to: string | null }[];
  /** A cut: for each process how many of its events lie before it. */
  readonly cut?: readonly number[] | undefined;
}

/** Logs side by side, an entry a box. */
export interface LogsFigure {
  readonly kind: "logs";
  readonly caption: string;
  readonly logs: readonly {
    readonly name: string;
    /** What stands in each box, e.g. the term */
    readonly entries: readonly string[];
    /** Index from 1 of the last entry before a line, e.g. the commit index; 0 is before the first */
    readonly line?: number | undefined;
    /** Words behind the log */
    readonly note?: string | undefined;
  }[];
  /** What the line means; null where there is none. */
  readonly lineName: string | null;
}

/** Positions on a ring from 0 to size - 1, clockwise. */
export interface RingFigure {
  readonly kind: "ring";
  readonly caption: string;
  readonly size: number;
  readonly nodes: readonly { readonly at: number; readonly name: string; readonly down: boolean }[];
  readonly keys: readonly { readonly at: number; readonly name: string }[];
}

/** Operations as bars from their call to their end, a row for each client. */
export interface HistoryFigure {
  readonly kind: "history";
  readonly caption: string;
  readonly clients: readonly string[];
  /** `to` null: it never ended. */
  readonly operations: readonly {
    readonly id: string;
    readonly client: number;
    readonly from: number;
    readonly to: number | null;
    readonly words: string;
  }[];
}

/** Boxes on a grid, joined by arrows. */
export interface GraphFigure {
  readonly kind: "graph";
  readonly caption: string;
  readonly nodes: readonly { readonly id: string; readonly label: string; readonly column: number; readonly row: number }[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly label?: string | undefined }[];
}

/** A drawing of one's own, for what the others cannot show; `alt` says what it shows. */
export interface SvgFigure {
  readonly kind: "svg";
  readonly caption: string;
  readonly alt: string;
  readonly svg: string;
}

export type Figure =
  | FactsFigure
  | TableFigure
  | TimelineFigure
  | LogsFigure
  | RingFigure
  | HistoryFigure
  | GraphFigure
  | SvgFigure;

/** A figure in sentences, for whoever does not see it. Facts and tables are text already. */
export function describeFigure(figure: Figure): string[] {
  switch (figure.kind) {
    case "facts":
    case "table":
      return [];
    case "timeline":
      return describeTimeline(figure);
    case "logs":
      return figure.logs.map(({ name, entries, line, note }) => {
        const boxes = entries.length === 0 ? "empty" : entries.map((entry, index) => `${index + 1}: ${entry}`).join(", ");
        const end = line === undefined || figure.lineName === null ? "" : `; ${figure.lineName} ${line}`;
        return `${name}: ${boxes}${end}${note === undefined ? "" : `; ${note}`}.`;
      });
    case "ring":
      return [
        ...figure.nodes.map(({ at, name, down }) => `At ${at}: node ${name}${down ? ", down" : ""}.`),
        ...figure.keys.map(({ at, name }) => `At ${at}: ${name}.`),
      ];
    case "history":
      return figure.operations.map(
        ({ client, from, to, words }) => `${figure.clients[client]}: ${words}, from ${from} ${to === null ? "without an end" : `to ${to}`}.`,
      );
    case "graph": {
      const label = (id: string) => figure.nodes.find((node) => node.id === id)?.label ?? id;
      return [
        `Boxes: ${figure.nodes.map((node) => node.label).join(", ")}.`,
        ...figure.edges.map((edge) => `From ${label(edge.from)} to ${label(edge.to)}${edge.label === undefined ? "" : `: ${edge.label}`}.`),
      ];
    }
    case "svg":
      return [figure.alt];
  }
}

/** One event with what it sends and receives. */
export function timelineEventInWords({ processes, messages }: TimelineFigure, { id, process, marked, note }: TimelineFigure["events"][number]): string {
  const sent = messages.find(({ from }) => from === id);
  const received = messages.find(({ to }) => to === id);
  const parts = [
    ...(received === undefined ? [] : [`receives ${received.id}`]),
    ...(sent === undefined ? [] : [`sends ${sent.id}${sent.to === null ? ", which does not arrive" : ""}`]),
    ...(note === undefined ? [] : [note]),
    ...(marked ? ["asked"] : []),
  ];
  return `${id} on ${processes[process]}${parts.length === 0 ? "" : `: ${parts.join(", ")}`}`;
}

function describeTimeline(figure: TimelineFigure): string[] {
  const { processes, events, cut } = figure;
  const told = events.map((event) => `${timelineEventInWords(figure, event)}.`);
  if (cut === undefined) return told;
  return [...told, `The cut lies behind ${processes.map((name, index) => `event ${cut[index] ?? 0} of ${name}`).join(", ")}.`];
}
