import { useId } from "react";
import type { Figure } from "@/contracts/exercises/figure";
import { describeFigure } from "@/domain/exercises/figure";
import styles from "./figures.module.css";
import { GraphDrawing } from "./graph-drawing";
import { HistoryDrawing } from "./history-drawing";
import { LogsTable, PlainTable } from "./tables";
import { RingDrawing } from "./ring-drawing";
import { TimelineDrawing } from "./timeline-drawing";

/** The figures of a question, one below the other. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <div className={styles.figures}>
      {figures.map((figure, index) => (
        <FigureView key={index} figure={figure} />
      ))}
    </div>
  );
}

/** One figure: what is text stays text; what is drawn is told in sentences beside it, which only a screen reader reads. */
export function FigureView({ figure }: { figure: Figure }) {
  const captionId = useId();
  if (figure.kind === "facts") {
    return (
      <dl className={`${styles.facts} num`}>
        {figure.facts.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    );
  }
  if (figure.kind === "table") return <PlainTable figure={figure} />;
  if (figure.kind === "logs") return <LogsTable figure={figure} />;
  return (
    <figure className={styles.figure} aria-labelledby={captionId}>
      {/* A wide drawing scrolls by itself; so it must be reachable for keys. */}
      <div className={styles.scroller} tabIndex={0} role="group" aria-labelledby={captionId}>
        <Drawing figure={figure} />
      </div>
      <figcaption id={captionId}>{figure.caption}</figcaption>
      <ul className="sr">
        {describeFigure(figure).map((sentence, index) => (
          <li key={index}>{sentence}</li>
        ))}
      </ul>
    </figure>
  );
}

type Drawn = Exclude<Figure, { kind: "facts" | "table" | "logs" }>;

function Drawing({ figure }: { figure: Drawn }) {
  switch (figure.kind) {
    case "timeline":
      return <TimelineDrawing figure={figure} />;
    case "ring":
      return <RingDrawing figure={figure} />;
    case "history":
      return <HistoryDrawing figure={figure} />;
    case "graph":
      return <GraphDrawing figure={figure} />;
    case "svg":
      // Content of ours, which the content check has found to hold shapes and nothing that acts.
      return <div className={styles.svg} aria-hidden="true" dangerouslySetInnerHTML={{ __html: figure.svg }} />;
  }
}
