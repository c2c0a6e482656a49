import type { OpenOutput, PublicBody } from "@/contracts/exercises/exercises";
import type { Choice, PublicVariant } from "@/domain/exercises/exercise";
import { renderInline, renderMarkdown } from "../catalog/render";

/** A public variant as the browser gets it: Markdown and mathematics made into HTML. */
export const publicParts = (variant: PublicVariant): Pick<OpenOutput, "promptHtml" | "figure" | "body" | "creditRule"> => ({
  promptHtml: renderMarkdown(variant.prompt),
  figure: variant.figure,
  body: bodyOf(variant),
  creditRule: variant.creditRule,
});

const drawn = (choices: readonly Choice[]) => choices.map(({ key, text }) => ({ key, html: renderInline(text) }));

function bodyOf(variant: PublicVariant): PublicBody {
  switch (variant.type) {
    case "mcq":
    case "multi":
    case "scenario":
      return { type: variant.type, options: drawn(variant.options) };
    case "order":
      return { type: "order", items: drawn(variant.items), hasDecoys: variant.hasDecoys };
    case "match":
      return { type: "match", left: drawn(variant.left), right: drawn(variant.right) };
    case "numeric":
      return { type: "numeric", unit: variant.units.unit, also: { ...variant.units.also } };
    case "free-text":
      return { type: "free-text", words: [...variant.words] };
    case "trace":
      return {
        type: "trace",
        figures: [...variant.figures],
        cells: variant.cells.map(({ id, ask, form }) => ({ id, askHtml: renderInline(ask), form: form.kind === "number" ? { ...form, also: { ...form.also } } : form })),
      };
    case "hotspot":
      return { type: "hotspot", among: variant.among, parts: drawn(variant.parts), several: variant.several };
    case "diagram":
      return { type: "diagram", sheet: variant.sheet, start: variant.start };
    case "cloze":
      return {
        type: "cloze",
        paragraphs: variant.paragraphs.map((pieces) => pieces.map((piece) => ("blank" in piece ? { blank: piece.blank } : { html: renderInline(piece.text) }))),
        blanks: variant.blanks.map(({ key, choices }) => ({ key, choices: choices.map((choice) => ({ ...choice })) })),
      };
  }
}
