import styles from "./review-session.module.css";

/** The shape of a session while its cards are on their way. */
export function SessionSkeleton() {
  return (
    <div className={styles.screen} aria-busy="true">
      <div className={styles.top}>
        <span className="sr">The day’s cards are loading.</span>
      </div>
      <div className={`${styles.body} grid content-start gap-4`}>
        <div className="skel w-40" />
        <div className="skel h-7 w-full" />
        <div className="skel h-7 w-3/4" />
      </div>
    </div>
  );
}
