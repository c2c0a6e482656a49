"use client";

import { memo, type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { TraceEvent } from "@/domain/simulator/trace";
import { describeEvent, timeWords } from "../spacetime/describe-event";
import type { Step, Story } from "../spacetime/read-story";
import styles from "./run-viewer.module.css";

interface EventListProps {
  readonly story: Story;
  readonly cursor: number;
  readonly kept: ReadonlySet<number> | null;
  /** Steps that the shrunk run kept */
  readonly marked: ReadonlySet<number>;
  readonly onChoose: (step: number) => void;
  readonly onPoint: (step: number | null) => void;
}

/** A list with more rows has rows of one height, and only those that are seen are made. */
const WHOLE_ROWS_MAX = 200;
/** As in run-viewer.module.css, for a mouse and for a finger. */
const ROW_PX = { fine: 27, coarse: 44 };
/** Rows beyond the edges, so that scrolling finds them ready. */
const OVERSCAN = 6;
/** Until the page knows how high the list is. */
const FIRST_HEIGHT = 640;
/** Above and below the rows, as in run-viewer.module.css */
const LIST_PADDING = 12;

interface RowOf {
  readonly event: TraceEvent;
  readonly step: Step | null;
}

/** The same content as the diagram, in words, in the order of the run: what has no number lasts, or strikes the network. */
export const EventList = memo(function EventList(props: EventListProps) {
  const { story } = props;
  const rows = useMemo(() => {
    const steps = new Map(story.steps.map((step) => [step.event.number, step]));
    return story.excerpt.events.map((event): RowOf => ({ event, step: steps.get(event.number) ?? null }));
  }, [story]);
  return rows.length > WHOLE_ROWS_MAX ? <LongList {...props} rows={rows} /> : <WholeList {...props} rows={rows} />;
});

type ListProps = EventListProps & { readonly rows: readonly RowOf[] };

function WholeList({ rows, ...props }: ListProps) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const row = list.current?.querySelector<HTMLElement>("[aria-current]");
    const box = list.current;
    if (!row || !box) return;
    // Only the list scrolls, never the page: scrollIntoView would move a phone's page away from the picture.
    const top = row.getBoundingClientRect().top - box.getBoundingClientRect().top;
    if (top < 0) box.scrollTop += top - row.clientHeight;
    else if (top + row.clientHeight > box.clientHeight) box.scrollTop += top + 2 * row.clientHeight - box.clientHeight;
  }, [props.cursor]);
  return (
    <ol className={styles.events} ref={list} aria-label="Events" tabIndex={-1}>
      {rows.map((row) => (
        <li key={row.event.number}>
          <EventRow {...props} row={row} />
        </li>
      ))}
    </ol>
  );
}

/** Thousands of rows: those in sight, at their places in a box as high as all of them. */
function LongList({ rows, ...props }: ListProps) {
  const box = useRef<HTMLDivElement>(null);
  const rowPx = useRowHeight();
  const here = useMemo(() => rows.findIndex(({ step }) => step?.number === props.cursor), [rows, props.cursor]);
  const [height, setHeight] = useState(FIRST_HEIGHT);
  const [top, setTop] = useState(() => Math.max(here * rowPx - FIRST_HEIGHT / 2, 0));
  const highest = Math.max(rows.length * rowPx + LIST_PADDING - height, 0);
  // From what is known of the list, not from what it says: asked while it changes, the browser would lay out the page.
  const [shownFor, setShownFor] = useState(-1);
  if (shownFor !== here) {
    setShownFor(here);
    const row = here * rowPx;
    const wanted = row < top + rowPx ? row - 2 * rowPx : row + 2 * rowPx > top + height ? row + 3 * rowPx - height : top;
    setTop(Math.min(Math.max(wanted, 0), highest));
  }
  useLayoutEffect(() => {
    box.current?.scrollTo({ top, behavior: "instant" });
  }, [top, rowPx]);
  useResized(box, setHeight);
  const first = Math.max(Math.floor(top / rowPx) - OVERSCAN, 0);
  const last = Math.min(Math.ceil((top + height) / rowPx) + OVERSCAN, rows.length);
  return (
    <div className={styles.events} ref={box} onScroll={({ currentTarget: { scrollTop } }) => setTop(scrollTop)}>
      <ol className={styles.longEvents} style={{ height: rows.length * rowPx }} aria-label="Events" tabIndex={-1}>
        {/* A row that leaves above comes back below with other words: making elements costs more than changing them. */}
        {rows.slice(first, last).map((row, index) => (
          <li key={(first + index) % (last - first)} style={{ top: (first + index) * rowPx, height: rowPx }} aria-setsize={rows.length} aria-posinset={first + index + 1}>
            <EventRow {...props} row={row} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function useRowHeight(): number {
  const [height, setHeight] = useState(ROW_PX.fine);
  useEffect(() => setHeight(matchMedia("(pointer: coarse)").matches ? ROW_PX.coarse : ROW_PX.fine), []);
  return height;
}

function useResized(box: RefObject<HTMLElement | null>, tell: (height: number) => void): void {
  useEffect(() => {
    if (box.current === null) return;
    const observer = new ResizeObserver(([entry]) => entry !== undefined && tell(entry.target.clientHeight));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box, tell]);
}

function EventRow({ story, row: { event, step }, cursor, kept, marked, onChoose, onPoint }: EventListProps & { readonly row: RowOf }) {
  if (step === null) return <SpanRow event={event} story={story} />;
  const { number, isWitness } = step;
  return (
    <StepRow
      step={step}
      story={story}
      isHere={number === cursor}
      isAhead={number > cursor}
      isFaded={kept !== null && !kept.has(number)}
      isWitness={isWitness}
      isMarked={marked.has(number)}
      onChoose={onChoose}
      onPoint={onPoint}
    />
  );
}

const SpanRow = memo(function SpanRow({ event, story }: { event: TraceEvent; story: Story }) {
  const { where, says } = describeEvent(event, story.excerpt);
  return (
    <div className={styles.span}>
      <span className={styles.number} aria-hidden="true">
        ·
      </span>
      <span className={styles.where}>{where}</span>
      <span className={styles.says}>{says}</span>
    </div>
  );
});

interface RowProps extends Pick<EventListProps, "story" | "onChoose" | "onPoint"> {
  readonly step: Step;
  readonly isHere: boolean;
  readonly isAhead: boolean;
  readonly isFaded: boolean;
  readonly isWitness: boolean;
  readonly isMarked: boolean;
}

const StepRow = memo(function StepRow({ step: { number, event }, story, isHere, isAhead, isFaded, isWitness, isMarked, onChoose, onPoint }: RowProps) {
  const { where, says, then } = describeEvent(event, story.excerpt);
  const look = [styles.event, isHere ? styles.here : "", isAhead ? styles.ahead : "", isFaded ? styles.aside : "", isWitness ? styles.witness : "", isMarked ? styles.marked : ""].join(" ");
  return (
    <button
      type="button"
      className={look}
      aria-current={isHere ? "step" : undefined}
      title={timeWords(event.atUs)}
      onClick={() => onChoose(number)}
      onPointerEnter={() => onPoint(number)}
      onPointerLeave={() => onPoint(null)}
      onFocus={(focus) => focus.currentTarget.matches(":focus-visible") && onPoint(number)}
      onBlur={() => onPoint(null)}
    >
      <span className={styles.number}>{number}</span>
      <span className={styles.where}>{where}</span>
      <span className={styles.says}>
        {says}
        {then !== "" && <span className={styles.then}>, {then}</span>}
        {isWitness && <span className="sr"> (shows the violation)</span>}
        {isMarked && <span className="sr"> (kept in the shrunk run)</span>}
      </span>
    </button>
  );
});
