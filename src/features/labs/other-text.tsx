import styles from "./workspace.module.css";

/** Another tab or another machine saved a text meanwhile: the learner decides, and neither is lost before. */
export function OtherText({ onTake, onKeep }: { onTake: () => void; onKeep: () => void }) {
  return (
    <div className={`note warn ${styles.other}`} role="alert">
      <p>Another tab or another machine saved a different text meanwhile. This one is not saved until you choose. Ctrl Z takes a choice of the other one back.</p>
      <div className={styles.goOn}>
        <button type="button" className="btn sm" onClick={onTake}>
          Take the other text
        </button>
        <button type="button" className="btn sm" onClick={onKeep}>
          Keep this text
        </button>
      </div>
    </div>
  );
}
