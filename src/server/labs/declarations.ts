import { readFileSync } from "node:fs";
import path from "node:path";

let text: string | undefined;

/** The TypeScript declarations of what a program may use, as the editor needs them. */
export const programDeclarations = (): string => (text ??= readFileSync(path.resolve("src/sandbox/env.d.ts"), "utf8"));
