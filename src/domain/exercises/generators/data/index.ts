import type { AnyGenerator } from "../generator";
import { offsetCommit } from "./offset-commit";
import { watermarkWindow } from "./watermark-window";

export const dataGenerators: readonly AnyGenerator[] = [watermarkWindow, offsetCommit];
