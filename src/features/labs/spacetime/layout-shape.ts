/** A space-time diagram as places: what the drawing draws, and nothing that it would have to work out. */
import type { PlacedText } from "./place-labels";
import type { TimeMode } from "./place-times";
import type { Delivery, NodeSpan, Step, Wait } from "./read-story";
import type { Role } from "./roles";
import type { Tick } from "./time-ticks";

export interface LaneLine {
  readonly key: string;
  readonly kind: "clients" | "node" | "quiet" | "service";
  readonly label: readonly string[];
  readonly members: readonly string[];
  readonly y: number;
}

export type StepShape = "handler" | "client" | "service" | "crash" | "restart" | "cross";

export interface PlacedStep {
  readonly step: Step;
  readonly shape: StepShape;
  readonly x: number;
  readonly y: number;
  readonly isViolation: boolean;
}

export interface PlacedMessage {
  readonly delivery: Delivery;
  readonly look: "plain" | "ack" | "copy";
  /** Where it was sent and where it arrived or died: the middles of the marks there */
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
  /** The line between the marks' edges */
  readonly path: string;
  /** It was sent by something that is not in the excerpt. */
  readonly isStub: boolean;
}

export interface PlacedWait {
  readonly wait: Wait;
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
}

export interface PlacedDown {
  /** The crash; null: it was down before the picture begins */
  readonly step: number | null;
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
}

export interface PlacedPartition {
  readonly key: string;
  readonly x1: number;
  readonly x2: number;
  /** Whether the heal is in the picture; otherwise it goes on beyond it. */
  readonly isHealed: boolean;
  readonly words: string;
  /** For where the words do not fit */
  readonly shortWords: string;
  /** The gaps that it cuts, from top to bottom */
  readonly gaps: readonly { readonly y1: number; readonly y2: number }[];
  /** Beside the lanes of cut links that share no gap: a short hatch at both ends */
  readonly stubs: readonly { readonly x2: number; readonly y1: number; readonly y2: number }[];
  readonly label: { readonly text: string; readonly x: number; readonly y: number; readonly width: number } | null;
}

/** What befalls one node without being a step of its. */
export interface PlacedNote {
  readonly key: string;
  readonly kind: NodeSpan["kind"];
  readonly x: number;
  readonly y: number;
}

/** The lifeline of a paused node */
export interface PlacedPause {
  readonly key: string;
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
}

/** The network changes what it does to messages. */
export interface PlacedWeather {
  readonly key: string;
  readonly x: number;
}

export interface PlacedPill {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly steps: readonly number[];
}

export interface PlacedViolation {
  readonly x: number;
  /** Lines of the flag */
  readonly lines: readonly string[];
  readonly flag: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** The drop line ends here. */
  readonly dropTo: number;
  /** Between the witnesses: down across lanes, or along one lane; null for a single witness */
  readonly bracket: { readonly kind: "down" | "along"; readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number } | null;
  readonly zone: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** A lifeline as thick as the role of its node says. */
export interface PlacedRole {
  readonly key: string;
  readonly role: Role;
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
}

/** The term of a node, on its lifeline where it changes */
export interface PlacedTerm {
  readonly key: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Where it changes; null: before the picture begins */
  readonly step: number | null;
}

/** The placed step of this number: they are numbered in a row, from 1 or, in a part of a story, from further on. */
export const placedAt = (steps: readonly PlacedStep[], number: number | null): PlacedStep | undefined => (number === null ? undefined : steps[number - (steps[0]?.step.number ?? 1)]);

export interface SpacetimeLayout {
  readonly mode: TimeMode;
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  /** The band of lanes, where the cursor's line and the grid run */
  readonly top: number;
  readonly bottom: number;
  readonly lanes: readonly LaneLine[];
  readonly steps: readonly PlacedStep[];
  readonly messages: readonly PlacedMessage[];
  readonly waits: readonly PlacedWait[];
  readonly roles: readonly PlacedRole[];
  readonly terms: readonly PlacedTerm[];
  readonly downs: readonly PlacedDown[];
  readonly partitions: readonly PlacedPartition[];
  readonly notes: readonly PlacedNote[];
  readonly pauses: readonly PlacedPause[];
  readonly weathers: readonly PlacedWeather[];
  readonly pills: readonly PlacedPill[];
  readonly texts: readonly PlacedText[];
  readonly ticks: readonly Tick[];
  readonly breaks: readonly { readonly x: number; readonly words: string }[];
  readonly violation: PlacedViolation | null;
}
