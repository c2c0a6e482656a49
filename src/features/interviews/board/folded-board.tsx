"use client";

import { useEffect, useState } from "react";
import type { Board } from "@/domain/interviews/board/board";
import { settable } from "../room/changing";
import styles from "./board.module.css";
import { ExcalidrawCanvas } from "./excalidraw-canvas";
import { ShapeList } from "./shape-list";
import { useScene } from "./use-scene";

/** A board at one moment, to look at; at first so that all of `whole` is in view. */
export function FoldedBoardView({ scene, whole }: { scene: Board; whole: Board }) {
  const [shown] = useState(() => settable(scene));
  const { open, changed } = useScene(shown, { whole });
  useEffect(() => shown.set(scene), [shown, scene]);
  return (
    <div className={styles.board}>
      <ExcalidrawCanvas isViewed onCanvas={open} onChange={changed} />
      <ShapeList scene={shown} />
    </div>
  );
}
