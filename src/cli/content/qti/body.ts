/** Texts and figures as the XHTML that QTI takes. */
import { type Figure, timelineEventInWords } from "@/domain/exercises/figure";
import { partsOf } from "@/domain/exercises/figure-parts";
import { renderInline, renderMarkdown } from "@/server/catalog/render";
import { element, escapeXml } from "./xml";

/** Mathematics is handed on as it is written, in code: what a player makes of a formula is not ours to know. */
const withoutMaths = (text: string): string => text.replace(/\$([^$\n]+)\$/g, "`$1`");

/** From the HTML of the renderer: empty elements are closed, links keep their address alone. */
const toXhtml = (html: string): string => html.replace(/<(br|hr)>/g, "<$1/>").replace(/<a [^>]*?(href="[^"]*")[^>]*>/g, "<a $1>");

export const block = (markdown: string): string => toXhtml(renderMarkdown(withoutMaths(markdown)));
export const inline = (markdown: string): string => toXhtml(renderInline(withoutMaths(markdown)));

const table = (caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const row = (cells: readonly string[], cell: string) => element("tr", {}, ...cells.map((text) => `<${cell}>${escapeXml(text)}</${cell}>`));
  return element("table", {}, `<caption>${escapeXml(caption)}</caption>`, element("thead", {}, row(head, "th")), element("tbody", {}, ...rows.map((cells) => row(cells, "td"))));
};

/** A figure as tables: the same data as the picture, for any player. A drawing of one's own is told in its words. */
export function figureXhtml(figure: Figure): string {
  switch (figure.kind) {
    case "facts":
      return table("Given", ["What", "Value"], figure.facts.map(({ name, value }) => [name, value]));
    case "table":
      return table(figure.caption, figure.columns, figure.rows);
    case "timeline":
      return table(figure.caption, ["Event", "Where and when"], figure.events.map((event) => [event.id, timelineEventInWords(figure, event)])) + listOf(partsOf(figure, "messages").map(({ words }) => words));
    case "logs":
      return table(figure.caption, ["Log", "Entries, the first at the left"], figure.logs.map(({ name, entries, line, note }) => [`${name}${note === undefined ? "" : ` (${note})`}`, `${entries.join(" ")}${line === undefined ? "" : `; ${figure.lineName ?? "line"} after ${line}`}`]));
    case "ring":
      return table(figure.caption, ["Position", "On the ring"], [...figure.nodes.map(({ at, name, down }) => [String(at), `node ${name}${down ? ", down" : ""}`]), ...figure.keys.map(({ at, name }) => [String(at), `key ${name}`])]);
    case "history":
      return table(figure.caption, ["Operation", "By whom, from and to"], figure.operations.map(({ id }, index) => [id, partsOf(figure, "operations")[index]?.words ?? ""]));
    case "graph":
      return table(figure.caption, ["Box"], figure.nodes.map(({ label }) => [label])) + listOf(partsOf(figure, "lines").map(({ words }) => words));
    case "svg":
      return `<p>${escapeXml(figure.caption)}</p><p>${escapeXml(figure.alt)}</p>`;
  }
}

const listOf = (items: readonly string[]): string => (items.length === 0 ? "" : element("ul", {}, ...items.map((item) => `<li>${escapeXml(item)}</li>`)));
