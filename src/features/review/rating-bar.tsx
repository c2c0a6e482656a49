import type { Intervals } from "@/contracts/review/review";
import { Kbd } from "@/ui/kbd";
import styles from "./review-session.module.css";

export type Rating = keyof Intervals;

const RATINGS: readonly { rating: Rating; label: string; key: string }[] = [
  { rating: "again", label: "Again", key: "1" },
  { rating: "hard", label: "Hard", key: "2" },
  { rating: "good", label: "Good", key: "3" },
  { rating: "easy", label: "Easy", key: "4" },
];

/** Four buttons, each with its key and what it would do. */
export function RatingBar({ intervals, onRate }: { intervals: Intervals; onRate: (rating: Rating) => void }) {
  return (
    <div className={styles.ratings} role="group" aria-label="How well did you remember?">
      {RATINGS.map(({ rating, label, key }) => (
        <button
          key={rating}
          type="button"
          className={rating === "good" ? styles.usual : undefined}
          onClick={() => onRate(rating)}
          aria-keyshortcuts={key}
        >
          <b>
            {label}
            <span className="sr">next in</span>
          </b>
          <Kbd>{key}</Kbd>
          <em>{intervals[rating]}</em>
        </button>
      ))}
    </div>
  );
}
