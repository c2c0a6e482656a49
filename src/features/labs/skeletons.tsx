import { BrandMark } from "@/ui/brand";
import styles from "./workspace.module.css";

/** The shape of what is coming, while it is fetched. */
const bar = (width: string, height = 12) => <div className="skel" style={{ width, height }} />;

export function LabListSkeleton() {
  return (
    <div className="wrap" aria-busy="true">
      <h1>Labs</h1>
      <p className="sr" role="status">
        Loading the labs
      </p>
      <div className="mt-5 grid gap-8" aria-hidden="true">
        {bar("60%", 16)}
        {[0, 1, 2].map((row) => (
          <div key={row} className="grid gap-2">
            {bar("32%", 14)}
            {bar("64%")}
            {bar("24%")}
          </div>
        ))}
      </div>
    </div>
  );
}

export function WorkspaceSkeleton() {
  return (
    <div className={styles.screen} aria-busy="true">
      <header className={styles.top}>
        <span className={styles.mark}>
          <BrandMark />
        </span>
        <p className="hint" role="status">
          Opening the lab
        </p>
      </header>
      <span className={styles.paneTabs} aria-hidden="true" />
      <div className={styles.panes} aria-hidden="true">
        {(["brief", "editor", "results"] as const).map((name, index) => (
          <div key={name} className={styles.pane} data-shown={name === "brief"}>
            <div className={styles.paneHead} />
            <div className="grid gap-3 p-5">
              {bar("70%", 18)}
              {bar("100%")}
              {bar("92%")}
              {bar(index === 1 ? "40%" : "64%")}
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
