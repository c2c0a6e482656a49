"use client";

import type { ExcalidrawProps } from "@excalidraw/excalidraw/types";
import { useRef } from "react";
import type { LiveBoard } from "../room/room-session";
import styles from "./board.module.css";
import { ExcalidrawCanvas } from "./excalidraw-canvas";
import { PartPalette } from "./part-palette";
import { ShapeList } from "./shape-list";
import { useScene } from "./use-scene";

/** At most this often others hear where somebody points. */
const POINTER_MS = 33;
/** As many as the contract takes. */
const SELECTED_MAX = 50;

export interface LiveBoardViewProps {
  readonly board: LiveBoard;
  /** Observers and ended rooms: looking only. */
  readonly isViewed: boolean;
  /** The name of a member, for the pointer. */
  readonly nameOf: (memberId: string) => string;
}

/** The board of a live room. */
export function LiveBoardView({ board, isViewed, nameOf }: LiveBoardViewProps) {
  const { canvas, open, changed } = useScene(board.scene, { live: board, nameOf });
  const lastPoint = useRef(0);
  const point: NonNullable<ExcalidrawProps["onPointerUpdate"]> = ({ pointer }) => {
    const now = performance.now();
    if (now - lastPoint.current < POINTER_MS) return;
    lastPoint.current = now;
    const selected = Object.keys(canvas.current?.getAppState().selectedElementIds ?? {}).slice(0, SELECTED_MAX);
    board.point({ ...pointer, selected });
  };
  return (
    <div className={styles.board}>
      <ExcalidrawCanvas isViewed={isViewed} onCanvas={open} onChange={changed} {...(isViewed ? {} : { onPointer: point })} />
      {!isViewed && <PartPalette canvas={canvas} />}
      <ShapeList scene={board.scene} />
    </div>
  );
}
