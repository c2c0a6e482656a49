/** LM: each lab theme of the inventory has one row of labs-map.yaml, which names labs and generators that exist, or a reason. */
import { generators } from "@/domain/exercises/generators/registry";
import { findLab } from "@/domain/labs/catalogue";
import type { ContentTree, Finding } from "../content-tree";
import { Findings, repeated } from "./rule";

export function labsMap({ labsMap: rows, labThemes }: ContentTree): Finding[] {
  if (rows === null || labThemes === null) return [];
  const findings = new Findings("labs-map.yaml");
  const themes = new Set(labThemes.map(({ id }) => id));
  const mapped = rows.map(({ theme }) => theme);
  for (const theme of repeated(mapped)) findings.error("LM1.themes", [], `${theme} is there twice`);
  for (const theme of themes) if (!mapped.includes(theme)) findings.error("LM1.themes", [], `the theme ${theme} of the inventory has no row`);
  rows.forEach(({ theme, labs, generators: names, none }, index) => {
    if (!themes.has(theme)) findings.error("LM1.themes", [index, "theme"], `the inventory has no lab theme ${theme}`);
    for (const id of labs) if (findLab(id) === undefined) findings.error("LM2.exists", [index, "labs"], `there is no lab ${id}`);
    for (const name of names) if (!generators.has(name)) findings.error("LM2.exists", [index, "generators"], `there is no generator ${name}`);
    const isEmpty = labs.length === 0 && names.length === 0;
    if (isEmpty !== (none !== undefined)) findings.error("LM3.none", [index], `${theme}: name labs or generators, or say in \`none\` why there is neither`);
  });
  return findings.list;
}
