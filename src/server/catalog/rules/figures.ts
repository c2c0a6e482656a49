/** E16: a figure whose parts exist, and a drawing that holds shapes and nothing that acts. */
import type { Figure } from "@/contracts/exercises/figure";
import { forAllExercises, repeated } from "./rule";

const ELEMENTS = new Set(["svg", "title", "desc", "g", "path", "line", "polyline", "polygon", "rect", "circle", "ellipse", "text", "tspan", "defs", "marker"]);
const FORBIDDEN_ATTRIBUTE = /\s(on\w+|style|href|xlink:href|src|class)\s*=/i;

export const figures = forAllExercises(({ id, figure }, path, findings) => {
  if (figure === undefined) return;
  const fault = faultOf(figure);
  if (fault !== null) findings.error("E16.figure", [...path, "figure"], `${id}: ${fault}`);
});

/** The first thing that a figure speaks of and does not hold, or that a drawing must not hold; null if all is well. */
export function faultOf(figure: Figure): string | null {
  switch (figure.kind) {
    case "timeline": {
      const ids = figure.events.map((event) => event.id);
      const lost = figure.messages.flatMap(({ from, to }) => [from, ...(to === null ? [] : [to])]).find((end) => !ids.includes(end));
      return lost === undefined ? firstOf(repeated(ids), "two events are called") : `there is no event ${lost}`;
    }
    case "graph": {
      const ids = figure.nodes.map((node) => node.id);
      const lost = figure.edges.flatMap(({ from, to }) => [from, to]).find((end) => !ids.includes(end));
      return lost === undefined ? firstOf(repeated(ids), "two boxes are called") : `there is no box ${lost}`;
    }
    case "table":
      return figure.rows.every((row) => row.length === figure.columns.length) ? null : "a row has not as many places as there are columns";
    case "history":
      return figure.operations.every(({ from, to }) => to === null || from < to) ? null : "an operation ends before it begins";
    case "svg":
      return svgFault(figure.svg);
    case "facts":
    case "logs":
    case "ring":
      return null;
  }
}

const firstOf = (found: readonly string[], words: string): string | null => (found[0] === undefined ? null : `${words} ${found[0]}`);

function svgFault(svg: string): string | null {
  if (!/^<svg [^>]*viewBox="/.test(svg.trim()) || !svg.trim().endsWith("</svg>")) return "the drawing is no <svg> with a viewBox";
  if (!svg.includes("<title>")) return "the drawing has no <title>";
  const stranger = [...svg.matchAll(/<\/?([A-Za-z][\w:-]*)/g)].map(([, name]) => name as string).find((name) => !ELEMENTS.has(name));
  if (stranger !== undefined) return `the drawing holds <${stranger}>`;
  if (/<[!?]/.test(svg)) return "the drawing holds a declaration or a comment";
  const attribute = FORBIDDEN_ATTRIBUTE.exec(svg)?.[1];
  if (attribute !== undefined) return `the drawing holds the attribute ${attribute}`;
  return /url\(\s*["']?(?!#)/i.test(svg) ? "the drawing points outside" : null;
}
