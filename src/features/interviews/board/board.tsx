"use client";

/** The doors to a board: Excalidraw is loaded behind them, only on the pages that show one. */
import dynamic from "next/dynamic";
import styles from "./board.module.css";

const Loading = () => <p className={styles.loading}>Loading the board …</p>;

/** The board of a live room. */
export const Board = dynamic(() => import("./live-board").then(({ LiveBoardView }) => LiveBoardView), { ssr: false, loading: Loading });

/** A board at one moment, to look at. */
export const BoardView = dynamic(() => import("./folded-board").then(({ FoldedBoardView }) => FoldedBoardView), { ssr: false, loading: Loading });
