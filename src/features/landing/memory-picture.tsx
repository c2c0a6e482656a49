import type { LandingOutput } from "@/contracts/today/landing";
import { linearScale, linePath, type Scale } from "@/ui/scale";
import { percent } from "@/ui/words";
import { memoryFinding, RATING_WORDS, reviewWords } from "./memory-words";
import styles from "./landing.module.css";

type Memory = LandingOutput["memory"];

interface Size {
  width: number;
  height: number;
  left: number;
  /** Room at the right for the shares on the last day */
  right: number;
  /** Where little room is, the list beside the picture names the buttons */
  namesRatings: boolean;
}

const WIDE: Size = { width: 760, height: 390, left: 52, right: 52, namesRatings: true };
const NARROW: Size = { width: 356, height: 300, left: 48, right: 42, namesRatings: false };
const TOP = 34;
const BELOW = 54;
const RECALL_START = 0.6;
/** Where along its line the lost memory is named, as a share of the days. */
const LOST_LABEL_AT = 0.6;
const TICKS = [0.6, 0.7, 0.8, 0.9, 1];

/** The life of one card: recall falls, an answer lifts it, the falls become slower. Beside it the same in words. */
export function MemoryPicture({ memory }: { memory: Memory }) {
  const finding = memoryFinding(memory);
  return (
    <figure className={styles.shot}>
      <figcaption className={styles.shotBar}>
        <b>One card, {memory.reviews.length} answers</b>
        <span>Predicted recall, computed by the scheduler that plans your days (FSRS-6, {percent(memory.desiredRetention)} wanted)</span>
      </figcaption>
      <div className={styles.shotBody}>
        <div className={styles.plot}>
          {[WIDE, NARROW].map((size) => (
            <div key={size.width} className={size === WIDE ? styles.wideOnly : styles.narrow}>
              <Plot memory={memory} size={size} label={`Forgetting curve of one card. ${finding}`} />
            </div>
          ))}
        </div>
        <div className={styles.told}>
          <ol>
            {memory.reviews.map((review) => (
              <li key={review.day} className={review.rating === "again" ? styles.lapse : undefined}>
                <b className="num">day {review.day}</b>
                <span>{reviewWords(review)}</span>
              </li>
            ))}
          </ol>
          <p>{finding}</p>
        </div>
      </div>
    </figure>
  );
}

function Plot({ memory: { curve, unreviewed, reviews, desiredRetention }, size, label }: { memory: Memory; size: Size; label: string }) {
  const { width, height } = size;
  const [left, right, bottom] = [size.left, width - size.right, height - BELOW];
  const lastDay = curve.at(-1)?.day ?? 1;
  const start = Math.min(RECALL_START, Math.floor((unreviewed.at(-1)?.recall ?? 1) * 10) / 10);
  const x = linearScale([0, lastDay], [left, right]);
  const y = linearScale([start, 1], [bottom, TOP]);
  const path = (points: Memory["curve"]) => linePath(points.map(({ day, recall }) => [x(day), y(recall)] as const));
  const named = unreviewed[Math.round(unreviewed.length * LOST_LABEL_AT)];
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={label}>
      {TICKS.map((tick) => (
        <g key={tick}>
          <line className={styles.gridLine} x1={left} x2={right} y1={y(tick)} y2={y(tick)} />
          <text x={left - 13} y={y(tick) + 4} textAnchor="end">
            {percent(tick)}
          </text>
        </g>
      ))}
      <line className={styles.wanted} x1={left} x2={right} y1={y(desiredRetention)} y2={y(desiredRetention)} />
      <path className={styles.lost} d={path(unreviewed)} />
      {named !== undefined && (
        <text x={x(named.day)} y={y(named.recall) + 22} textAnchor="end">
          never seen again
        </text>
      )}
      <path className={styles.kept} d={path(curve)} />
      <Ends curve={curve} unreviewed={unreviewed} x={x} y={y} />
      {reviews.map((review) => (
        <ReviewMark key={review.day} review={review} x={x(review.day)} y={y} bottom={bottom} isNamed={size.namesRatings} />
      ))}
      <text x={(left + right) / 2} y={height - 8} textAnchor="middle">
        days since it was met
      </text>
    </svg>
  );
}

function Ends({ curve, unreviewed, x, y }: Pick<Memory, "curve" | "unreviewed"> & { x: Scale; y: Scale }) {
  return [curve.at(-1), unreviewed.at(-1)].map((end) =>
    end === undefined ? null : (
      <text key={end.recall} className={styles.end} x={x(end.day) + 8} y={y(end.recall) + 4}>
        {percent(end.recall)}
      </text>
    ),
  );
}

interface ReviewMarkProps {
  review: Memory["reviews"][number];
  x: number;
  y: Scale;
  bottom: number;
  isNamed: boolean;
}

/** A disc where it was recalled, a square where it was not: the button's word stands above. */
function ReviewMark({ review: { day, rating, recallBefore }, x, y, bottom, isNamed }: ReviewMarkProps) {
  const isLapse = rating === "again";
  return (
    <g className={isLapse ? styles.lapseMark : undefined}>
      {recallBefore !== null && <line className={styles.rise} x1={x} x2={x} y1={y(recallBefore)} y2={y(1)} />}
      {isLapse ? <rect x={x - 6} y={y(1) - 6} width="12" height="12" rx="2" /> : <circle cx={x} cy={y(1)} r="6.5" />}
      {isNamed && (
        <text className={styles.rating} x={x} y={TOP - 16} textAnchor="middle">
          {RATING_WORDS[rating]}
        </text>
      )}
      <text x={x} y={bottom + 22} textAnchor="middle">
        {day}
      </text>
    </g>
  );
}
