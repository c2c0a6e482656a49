import type { AnyGenerator } from "../generator";
import { watermarkWindow } from "./watermark-window";

export const dataGenerators: readonly AnyGenerator[] = [watermarkWindow];
