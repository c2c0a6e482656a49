/** The places of the product, in the order of the sidebar. Only what exists is listed. */
import { ChartNoAxesColumn, FileSearch, FlaskConical, GraduationCap, Layers, LibraryBig, type LucideIcon, PencilRuler, Presentation, Sun } from "lucide-react";

export interface Place {
  href: string;
  label: string;
  icon: LucideIcon;
  /** "g t" */
  keys: string;
  /** Shown in the tab bar of a phone */
  onPhone: boolean;
}

export const PLACES: readonly Place[] = [
  { href: "/today", label: "Today", icon: Sun, keys: "g t", onPhone: true },
  { href: "/review", label: "Review", icon: Layers, keys: "g r", onPhone: false },
  { href: "/practice", label: "Practice", icon: PencilRuler, keys: "g p", onPhone: true },
  { href: "/labs", label: "Labs", icon: FlaskConical, keys: "g l", onPhone: true },
  { href: "/interviews", label: "Interviews", icon: Presentation, keys: "g i", onPhone: true },
  { href: "/progress", label: "Progress", icon: ChartNoAxesColumn, keys: "g s", onPhone: true },
  { href: "/library", label: "Library", icon: LibraryBig, keys: "g b", onPhone: false },
];

/** Where instructors follow their cohorts. */
export const TEACH: Place = { href: "/teach", label: "Teach", icon: GraduationCap, keys: "g e", onPhone: true };

/** Where those who write content look at it. */
export const PREVIEW: Place = { href: "/preview", label: "Preview", icon: FileSearch, keys: "g v", onPhone: false };

/** The places of somebody who teaches, or does not. */
export const placesFor = (teaches: boolean): readonly Place[] => (teaches ? [...PLACES, TEACH, PREVIEW] : PLACES);

/** The place that an address belongs to. */
export const isAt = (place: Place, pathname: string): boolean => pathname === place.href || pathname.startsWith(`${place.href}/`);
