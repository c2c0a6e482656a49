/**
 * A host of nodes without any wall, for tests of the simulator: a node is a plain function from a call to effects. What
 * it asks for leaves as text, as from the real hosts.
 */
import type { Address } from "@/domain/simulator/message";
import type { Effect, NodeCall, NodeHost } from "@/domain/simulator/node-host";

export type PlainNode = (call: NodeCall) => readonly Effect[];

/** `make` is called afresh at each boot, as a program is evaluated. */
export function plainHost(make: (id: Address) => PlainNode): NodeHost & { calls: { node: Address; call: NodeCall }[] } {
  const nodes = new Map<Address, PlainNode>();
  const calls: { node: Address; call: NodeCall }[] = [];
  const handle = (node: Address, text: string): string => {
    const call = JSON.parse(text) as NodeCall;
    calls.push({ node, call });
    return `${JSON.stringify(nodes.get(node)?.(call) ?? [])}\u0001\u0001`;
  };
  return {
    calls,
    boot: (node, text) => {
      nodes.set(node, make(node));
      return handle(node, text);
    },
    handle,
    dispose: (node) => void nodes.delete(node),
  };
}
