import { BrandMark } from "@/ui/brand";
import styles from "./room.module.css";
import header from "./room-header.module.css";

/** The shape of the room, until it has answered. */
export function RoomSkeleton({ title }: { title: string }) {
  return (
    <div className={styles.screen} aria-busy="true">
      <header className={header.top}>
        <span className={header.mark}>
          <BrandMark />
        </span>
        <div className={header.name}>
          <h1>{title}</h1>
          <p className={header.saved} role="status">
            Opening the room
          </p>
        </div>
      </header>
      <div className={styles.panes} aria-hidden="true">
        <div className={styles.board} />
        <div className={styles.side}>
          <div className="grid content-start gap-3 p-5">
            <div className="skel" style={{ width: "60%" }} />
            <div className="skel" style={{ width: "92%" }} />
          </div>
        </div>
      </div>
    </div>
  );
}
