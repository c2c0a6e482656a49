/** L: the lists that everything else is measured against agree with themselves. */
import type { ContentTree, Finding } from "../content-tree";
import { Findings, repeated } from "./rule";

export function lists(tree: ContentTree): Finding[] {
  const topics = new Findings("topics.yaml");
  const topicIds = tree.topics.map(({ id }) => id);
  for (const id of repeated(topicIds)) topics.error("L1.topics", [], `${id} is there twice`);

  const inventory = new Findings("inventory.json");
  const rows = [...(tree.inventory?.values() ?? [])];
  const orders = new Set(rows.map(({ order }) => order));
  if (orders.size !== rows.length) inventory.error("L2.inventory", [], "two concepts have the same place in the order of learning");
  for (const { id, topic, requires } of rows) {
    if (topicIds.length > 0 && !topicIds.includes(topic)) inventory.error("L2.inventory", [], `${id} is in a topic that does not exist: ${topic}`);
    for (const needed of requires) if (!tree.inventory?.has(needed)) inventory.error("L2.inventory", [], `${id} requires ${needed}, which does not exist`);
  }
  return [...topics.list, ...inventory.list];
}
