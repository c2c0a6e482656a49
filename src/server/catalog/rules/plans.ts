/** P: a plan names every concept once, in days without gaps. */
import type { ContentTree, Finding } from "../content-tree";
import { Findings, repeated } from "./rule";

export function plans(tree: ContentTree): Finding[] {
  return tree.plans.flatMap(({ file, name, plan }) => {
    const findings = new Findings(file);
    if (plan.id !== name) findings.error("P1.name", ["id"], `file name ${name} and id ${plan.id} differ`);
    const days = plan.weeks.flatMap(({ days: ofWeek }, week) =>
      ofWeek.map((day, index) => ({ ...day, path: ["weeks", week, "days", index] as const })),
    );
    days.forEach(({ day, path }, index) => {
      if (day !== index + 1) findings.error("P2.days", [...path, "day"], `day ${day} stands where day ${index + 1} is due`);
    });
    plan.weeks.forEach(({ week }, index) => {
      if (week !== index + 1) findings.error("P2.days", ["weeks", index, "week"], `week ${week} stands where week ${index + 1} is due`);
    });
    const named = days.flatMap(({ concepts, path }) => concepts.map((id, index) => ({ id, path: [...path, "concepts", index] })));
    for (const { id, path } of named) {
      if (tree.inventory !== null && !tree.inventory.has(id)) findings.error("P3.concept", path, `there is no concept ${id}`);
    }
    for (const id of repeated(named.map((entry) => entry.id))) {
      const again = named.filter((entry) => entry.id === id)[1];
      findings.error("P3.concept", again?.path ?? [], `${id} is on two days`);
    }
    return findings.list;
  });
}
