/** `content qti`: the exercises as a QTI 3.0 package, and a list of those that QTI cannot say. */
import fs from "node:fs";
import path from "node:path";
import { drawVariant } from "@/domain/exercises/draw-variant";
import type { Exercise, ExerciseType } from "@/domain/exercises/exercise";
import { type CatalogExercise, loadCatalog } from "@/server/catalog/catalog";
import { itemOf } from "./qti/item";
import { manifest, type PackagedItem } from "./qti/manifest";
import { identifier } from "./qti/xml";

export const VARIANTS_MAX = 100;

const WHY_NOT: Partial<Record<ExerciseType, string>> = {
  trace: "its cells follow from each other, and an error is counted once",
  diagram: "a drawing is graded by rules about its paths",
  "free-text": "its rubric looks for ideas in sentences",
};

interface QtiRequest {
  readonly content: string | undefined;
  readonly out: string;
  readonly topic: string | undefined;
  readonly variants: number;
}

/** Writes the package into a folder; says what is in it, and by name what is not. */
export function qti({ content, out, topic, variants }: QtiRequest): { text: string; isGood: boolean } {
  const catalog = loadCatalog(content);
  if (topic !== undefined && !catalog.topics.some(({ id }) => id === topic)) return { text: `There is no topic ${topic}. There are ${catalog.topics.map(({ id }) => id).join(", ")}.`, isGood: false };
  const entries = [...catalog.exercises.values()].filter(({ topicId }) => topic === undefined || topicId === topic);
  fs.mkdirSync(path.join(out, "items"), { recursive: true });
  const packaged: PackagedItem[] = [];
  const left: string[] = [];
  for (const entry of entries) {
    const items = itemsOf(entry, variants);
    if (items.length === 0) left.push(`${entry.id} (${entry.exercise.type}): ${WHY_NOT[entry.exercise.type] ?? "no variant could be drawn"}`);
    for (const { name, xml } of items) {
      const href = `items/${name}.xml`;
      fs.writeFileSync(path.join(out, href), xml);
      packaged.push({ name, href });
    }
  }
  fs.writeFileSync(path.join(out, "imsmanifest.xml"), manifest(packaged));
  fs.copyFileSync(new URL("../../../LICENSE", import.meta.url), path.join(out, "LICENSE"));
  const said = entries.filter(({ exercise }) => exercise.type === "hotspot").length;
  const lines = [
    ...left.map((line) => `left out ${line}`),
    ...(said === 0 ? [] : [`${said} exercises on a figure are choices among its parts in words, and every figure is a table: players place pictures in ways of their own`]),
    `${packaged.length} items of ${entries.length - left.length} exercises, ${left.length} left out`,
  ];
  return { text: lines.join("\n"), isGood: true };
}

/** One item a variant; an exercise that draws nothing has one. */
function itemsOf({ id, exercise }: CatalogExercise, variants: number): { name: string; xml: string }[] {
  return Array.from({ length: draws(exercise) ? variants : 1 }, (_, index) => index + 1).flatMap((number) => {
    const drawn = drawVariant(exercise, `qti ${number}`);
    const name = identifier("x", draws(exercise) ? `${id}.${number}` : id);
    const xml = drawn.ok ? itemOf(exercise, drawn.value, name) : null;
    return xml === null ? [] : [{ name, xml }];
  });
}

const draws = (exercise: Exercise): boolean => exercise.type === "numeric" && Object.keys(exercise.draw).length > 0;
