import { useId } from "react";
import type { Figure } from "@/contracts/exercises/figure";
import { describeFigure } from "@/domain/exercises/figure";
import styles from "./figures.module.css";
import { type PartMarks, stateClass } from "./part-marks";
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
export function FigureView({ figure, marks }: { figure: Figure; marks?: PartMarks | undefined }) {
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
  if (figure.kind === "logs") return <LogsTable figure={figure} marks={marks} />;
  return (
    <figure className={styles.figure} aria-labelledby={captionId}>
      {/* A wide drawing scrolls by itself; so it must be reachable for keys. */}
      <div className={styles.scroller} tabIndex={0} role="group" aria-labelledby={captionId}>
        <Drawing figure={figure} marks={marks} />
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

function Drawing({ figure, marks }: { figure: Drawn; marks: PartMarks | undefined }) {
  switch (figure.kind) {
    case "timeline":
      return <TimelineDrawing figure={figure} marks={marks} />;
    case "ring":
      return <RingDrawing figure={figure} />;
    case "history":
      return <HistoryDrawing figure={figure} marks={marks} />;
    case "graph":
      return <GraphDrawing figure={figure} marks={marks} />;
    case "svg":
      return <OwnDrawing svg={figure.svg} marks={marks} />;
  }
}

/** Content of ours, which the content check has found to hold shapes and nothing that acts. Its marked parts can be chosen. */
function OwnDrawing({ svg, marks }: { svg: string; marks: PartMarks | undefined }) {
  const shown = marks?.among === "shapes" ? svg.replace(/data-part="([^"]+)"/g, (attribute, id: string) => `${attribute} class="${styles.part} ${stateClass(marks.stateOf(id))}"`) : svg;
  const press = (target: EventTarget) => {
    const id = target instanceof Element ? target.closest("[data-part]")?.getAttribute("data-part") : null;
    if (id !== null && id !== undefined) marks?.onPress?.(id);
  };
  return <div className={styles.svg} aria-hidden="true" onClick={(event) => press(event.target)} dangerouslySetInnerHTML={{ __html: shown }} />;
}
