/** What befalls the cluster: SPEC.md, rules F1 to F9. */
import { assert, assertNever } from "../kernel/assert";
import { random, type SeededRandom } from "../kernel/seeded-random";
import type { ClusterEvent } from "./cluster-event";
import type { ClusterPlan, Fault, Link, Target } from "./cluster-plan";
import type { Tears } from "./disk";
import type { Agenda } from "./event-queue";
import type { Address } from "./message";
import type { NodeState } from "./node-state";
import { Outages } from "./outages";
import type { Recorder } from "./recorder";
import type { Pictured } from "./trace";
import type { Traffic } from "./traffic";

/** What is left for the cluster to do after a fault: start a node, or let it go on with its inbox. */
export type Aftermath = { readonly do: "boot" | "work"; readonly node: NodeState };

export interface NemesisParts {
  readonly plan: ClusterPlan;
  readonly nodes: ReadonlyMap<Address, NodeState>;
  readonly queue: Agenda<ClusterEvent>;
  readonly traffic: Traffic;
  readonly recorder: Recorder;
  readonly pictures: (node: NodeState) => Pictured;
  readonly onCrash: (node: Address) => void;
}

export class Nemesis {
  readonly outages = new Outages();
  private readonly diskLosses: SeededRandom;
  private readonly tears: Tears | null;

  constructor(private readonly parts: NemesisParts) {
    const { seed, tornWrites } = parts.plan;
    this.diskLosses = random(seed, "disk/crash");
    this.tears = tornWrites === undefined ? null : { probability: tornWrites, random: random(seed, "disk/torn") };
  }

  befall(fault: Fault, nowUs: number): Aftermath | null {
    switch (fault.kind) {
      case "partition":
      case "cut":
      case "isolate":
      case "heal":
        this.rewire(fault, nowUs);
        return null;
      case "weather":
        this.parts.traffic.network.change(fault);
        this.parts.recorder.weather(nowUs, this.parts.traffic.network.weather);
        return null;
      case "restart":
        return { do: "boot", node: this.node(fault.node) };
      case "resume":
        return this.resume(this.node(fault.node), nowUs);
      case "crash":
      case "pause":
      case "slow":
      case "clock-jump":
      case "clock-drift": {
        const node = this.resolve(fault.node);
        if (node !== null) this.strike(node, fault, nowUs);
        return null;
      }
      default:
        return assertNever(fault, "a fault");
    }
  }

  /** A crash or a pause ends by itself, unless it has ended otherwise. */
  recover({ node, from, token }: Extract<ClusterEvent, { kind: "recover" }>, nowUs: number): Aftermath | null {
    if (from === "crash") return node.incarnation === token && !node.isUp ? { do: "boot", node } : null;
    return node.pauses === token ? this.resume(node, nowUs) : null;
  }

  /** A node is up again. */
  booted(node: NodeState, nowUs: number): void {
    this.outages.end("down", node.id, nowUs);
  }

  private strike(node: NodeState, fault: Extract<Fault, { kind: "crash" | "pause" | "slow" | "clock-jump" | "clock-drift" }>, nowUs: number): void {
    const { recorder } = this.parts;
    switch (fault.kind) {
      case "crash":
        return this.crash(node, fault, nowUs);
      case "pause":
        return this.pause(node, fault.forUs, nowUs);
      case "slow":
        node.service = fault.service;
        return recorder.slowed(nowUs, node.id, fault.service);
      case "clock-jump":
        node.clockOffsetMs += fault.byMs;
        return recorder.clockJumped(nowUs, node.id, fault.byMs);
      case "clock-drift":
        node.drift(fault.ppm, nowUs);
        return recorder.clockDrifted(nowUs, node.id, fault.ppm);
    }
  }

  private rewire(fault: Extract<Fault, { kind: "partition" | "cut" | "isolate" | "heal" }>, nowUs: number): void {
    const { traffic: { network }, recorder, nodes } = this.parts;
    if (fault.kind === "partition") {
      network.partition(fault.sides);
      recorder.partitioned(nowUs, fault.sides);
    } else if (fault.kind === "heal") {
      network.heal();
      recorder.healed(nowUs);
    } else {
      const links = fault.kind === "cut" ? fault.links : this.linksOf(fault);
      if (links.length === 0) return;
      network.cut(links);
      recorder.cut(nowUs, links);
    }
    const all = [...nodes.keys()];
    this.outages.cutOff(new Map(all.map((node) => [node, all.filter((peer) => network.isCut(node, peer) || network.isCut(peer, node))])), nowUs);
  }

  private linksOf({ node: target, way }: Extract<Fault, { kind: "isolate" }>): Link[] {
    const node = this.resolve(target);
    if (node === null) return [];
    const others = [...this.parts.nodes.keys()].filter((other) => other !== node.id);
    const out = others.map((other): Link => [node.id, other]);
    const into = others.map((other): Link => [other, node.id]);
    return way === "both" ? [...out, ...into] : way === "out" ? out : into;
  }

  private crash(node: NodeState, { forUs, keeps }: Extract<Fault, { kind: "crash" }>, nowUs: number): void {
    if (!node.isUp) return;
    const { recorder, queue } = this.parts;
    if (node.isPaused) this.outages.end("paused", node.id, nowUs);
    const loss = node.disk.crash(this.diskLosses, this.tears, keeps);
    node.forget();
    this.parts.onCrash(node.id);
    recorder.crashed(nowUs, node.id, loss, this.parts.pictures(node));
    this.outages.begin("down", node.id, nowUs);
    if (forUs !== undefined) queue.schedule(nowUs + forUs, { kind: "recover", node, from: "crash", token: node.incarnation });
  }

  private pause(node: NodeState, forUs: number | undefined, nowUs: number): void {
    if (!node.isUp || node.isPaused) return;
    node.isPaused = true;
    node.pauses += 1;
    this.parts.recorder.paused(nowUs, node.id);
    this.outages.begin("paused", node.id, nowUs);
    if (forUs !== undefined) this.parts.queue.schedule(nowUs + forUs, { kind: "recover", node, from: "pause", token: node.pauses });
  }

  private resume(node: NodeState, nowUs: number): Aftermath | null {
    if (!node.isPaused) return null;
    node.isPaused = false;
    this.parts.recorder.resumed(nowUs, node.id);
    this.outages.end("paused", node.id, nowUs);
    return { do: "work", node };
  }

  private resolve(target: Target): NodeState | null {
    if (typeof target === "string") return this.node(target);
    const last = this.parts.traffic.lastSenderOf(target.lastSenderOf);
    return last === null ? null : this.node(last);
  }

  private node(id: Address): NodeState {
    const state = this.parts.nodes.get(id);
    assert(state !== undefined, `the plan names a node that is not in the cluster: ${id}`);
    return state;
  }
}
