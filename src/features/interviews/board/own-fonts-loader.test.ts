import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { expect, test } from "vitest";

const ownFonts = createRequire(import.meta.url)("./own-fonts-loader.cjs") as (source: string) => string;
const DIST = "node_modules/@excalidraw/excalidraw/dist";

test.each(["prod", "dev"])("of Excalidraw's %s files none asks esm.sh for a font, and every font is one of the package", (kind) => {
  const folder = path.join(DIST, kind);
  const sources = fs.readdirSync(folder).filter((file) => file.endsWith(".js")).map((file) => fs.readFileSync(path.join(folder, file), "utf8"));
  expect(sources.filter((source) => source.includes("esm.sh"))).toHaveLength(1);
  const made = sources.map(ownFonts).join("\n");
  expect(made).not.toContain("esm.sh");
  expect(made).not.toMatch(/= ?"\.\/fonts\//);
  const fonts = [...made.matchAll(/ownFontAddress\(new URL\("([^"]+)",import\.meta\.url\)\)/g)].map(([, font]) => font as string);
  expect(fonts.length).toBeGreaterThan(200);
  for (const font of fonts) expect(fs.existsSync(path.join(folder, font)), font).toBe(true);
});
