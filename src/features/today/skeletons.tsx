import type { ReactNode } from "react";
import progress from "./progress/progress.module.css";
import styles from "./skeletons.module.css";

/** The shape of a page while its data is on the way. The sizes are those of the page, so that nothing jumps. */
const Bar = ({ width, height = 12 }: { width: number | string; height?: number }) => <span className={`skel ${styles.bar}`} style={{ width, height }} />;

const Waiting = ({ title, className = "", children }: { title: string; className?: string | undefined; children: ReactNode }) => (
  <div className={`wrap ${className}`} aria-busy="true">
    <h1 className="sr">{title}</h1>
    <p className="sr" role="status">
      Loading
    </p>
    <div aria-hidden="true">{children}</div>
  </div>
);

const times = (count: number) => Array.from({ length: count }, (_, index) => index);

export function TodaySkeleton() {
  return (
    <Waiting title="Today">
      <div className={styles.head}>
        <Bar width={130} />
        <Bar width={260} height={28} />
      </div>
      <div className={styles.today}>
        <div className={styles.rows}>
          {times(3).map((row) => (
            <div key={row} className={styles.row}>
              <Bar width={36} height={36} />
              <div className={styles.lines}>
                <Bar width="38%" height={14} />
                <Bar width="62%" />
              </div>
            </div>
          ))}
        </div>
        <div className={styles.lines}>
          {times(6).map((row) => (
            <Bar key={row} width="100%" height={16} />
          ))}
        </div>
      </div>
    </Waiting>
  );
}

export function ListSkeleton() {
  return (
    <Waiting title="Library">
      <div className={styles.head}>
        <Bar width={150} height={28} />
        <Bar width="56%" />
      </div>
      <div className={styles.list}>
        {times(9).map((row) => (
          <div key={row} className={styles.lines}>
            <Bar width="44%" height={14} />
            <Bar width="28%" />
          </div>
        ))}
      </div>
    </Waiting>
  );
}

export function ProgressSkeleton() {
  return (
    <Waiting title="Progress" className={progress.wrap}>
      <div className={styles.head}>
        <Bar width={160} height={28} />
      </div>
      <div className={styles.charts}>
        {times(3).map((chart) => (
          <div key={chart} className={styles.lines}>
            <Bar width="48%" height={14} />
            <Bar width="100%" height={200} />
          </div>
        ))}
      </div>
    </Waiting>
  );
}
