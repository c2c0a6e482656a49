import Link from "next/link";
import { listed, percent } from "@/ui/words";
import type { MapLayout } from "./map-layout";
import styles from "./need-map.module.css";

export interface MapBox {
  readonly id: string;
  readonly title: string;
  /** As it stands in the box, where there is little room */
  readonly shortTitle?: string;
  /** Null for what has no page */
  readonly href: string | null;
  /** Mean predicted recall of the cards met; null is unknown */
  readonly recall: number | null;
  readonly seen: number;
  readonly total: number;
}

/** How large a map is drawn: boxes and the room between them, in pixels. */
export interface MapSize {
  readonly row: number;
  readonly box: number;
  readonly columnMin: number;
  readonly columnMax: number;
  /** The title above bar and number, not beside them */
  readonly isSmall: boolean;
}

interface NeedMapProps {
  boxes: readonly MapBox[];
  layout: MapLayout;
  size: MapSize;
  /** A box that holds others back */
  weakId?: string | null;
  /** The box of the page that shows the map */
  hereId?: string | null;
  /** The longest side before the map scrolls by itself */
  maxHeight?: number | undefined;
}

/** Share of a column that a box takes; the rest is for the lines. */
const BOX_SHARE = 0.78;

/** What needs what, from left to right; each box tells how much of it stays with the learner, and leads to its page. */
export function NeedMap({ boxes, layout, size, weakId = null, hereId = null, maxHeight }: NeedMapProps) {
  const titles = new Map(boxes.map(({ id, title }) => [id, title]));
  const column = 100 / layout.columns;
  return (
    <div className={styles.scroller} style={{ maxHeight }}>
      <div className={styles.map} style={{ height: layout.rows * size.row, minWidth: layout.columns * size.columnMin, maxWidth: layout.columns * size.columnMax }}>
        <Edges layout={layout} weakId={weakId} />
        {boxes.map((box) => {
          const node = layout.nodes.find(({ id }) => id === box.id);
          if (node === undefined) return null;
          const standsOn = layout.edges.flatMap(({ from, to }) => (to === box.id ? (titles.get(from) ?? []) : []));
          const marks = [box.id === weakId ? styles.weak : "", box.id === hereId ? styles.here : "", size.isSmall ? styles.small : ""].join(" ");
          const style = { left: `${node.column * column}%`, width: `${column * BOX_SHARE}%`, top: `${node.height * 100}%`, height: size.box };
          return <Box key={box.id} box={box} isHere={box.id === hereId} standsOn={standsOn} className={marks} style={style} />;
        })}
      </div>
    </div>
  );
}

/** Lines in per cent of the map, so that they follow its width. */
function Edges({ layout, weakId }: { layout: MapLayout; weakId: string | null }) {
  const at = new Map(layout.nodes.map((node) => [node.id, node]));
  const column = 100 / layout.columns;
  return (
    <svg className={styles.edges} viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      {layout.edges.map(({ from, to }) => {
        const [start, end] = [at.get(from), at.get(to)];
        if (start === undefined || end === undefined) return null;
        const x1 = (start.column + BOX_SHARE) * column;
        const x2 = end.column * column;
        const middle = x2 - (column * (1 - BOX_SHARE)) / 2;
        return (
          <path
            key={`${from} ${to}`}
            className={from === weakId ? styles.weakEdge : undefined}
            vectorEffect="non-scaling-stroke"
            d={`M${x1} ${start.height * 100}C${middle} ${start.height * 100} ${middle} ${end.height * 100} ${x2} ${end.height * 100}`}
          />
        );
      })}
    </svg>
  );
}

interface BoxProps {
  box: MapBox;
  isHere: boolean;
  standsOn: readonly string[];
  className: string;
  style: { left: string; width: string; top: string; height: number };
}

function Box({ box: { title, shortTitle = title, href, recall, seen, total }, isHere, standsOn, className, style }: BoxProps) {
  const inside = (
    <>
      <b>{shortTitle}</b>
      <span className="num">{href === null ? "not written yet" : recall === null ? "unknown" : percent(recall)}</span>
      {recall === null ? <i className={styles.none} aria-hidden="true" /> : <i aria-hidden="true"><b style={{ width: `${recall * 100}%` }} /></i>}
      {standsOn.length > 0 && <span className="sr">stands on {listed(standsOn)}</span>}
    </>
  );
  const tip = `${title}: ${seen} of ${total} cards met`;
  if (href === null) return <div className={`${styles.box} ${styles.unwritten} ${className}`} style={style} title={title}>{inside}</div>;
  return (
    <Link href={href} prefetch={false} aria-current={isHere ? "page" : undefined} className={`${styles.box} ${className}`} style={style} title={tip}>
      {inside}
    </Link>
  );
}
