"use client";

import { useSyncExternalStore } from "react";
import type { Board } from "@/domain/interviews/board/board";
import type { Changing } from "../room/room-session";
import { describeShapes } from "./describe-shapes";
import styles from "./board.module.css";

/** The board's shapes as a list: seen when it is opened or has focus, and always there for a screen reader. */
export function ShapeList({ scene }: { scene: Changing<Board> }) {
  const board = useSyncExternalStore(scene.subscribe, scene.current, scene.current);
  const shapes = describeShapes(board);
  return (
    <details className={styles.shapes}>
      <summary>Shapes as a list ({shapes.length})</summary>
      <ul aria-label="Shapes on the board">
        {shapes.map(({ id, words, link }) => (
          <li key={id}>
            {words}
            {link !== null && (
              <>
                {" "}
                <a href={link} rel="noreferrer noopener" target="_blank">
                  {link}
                </a>
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
