"use client";

import { useEffect } from "react";
import type { RunWindow } from "./use-window";

/** Of a line and a page, where a wheel counts in them. */
const PX = [1, 16, 400] as const;
/** What a turn of the wheel moves the window by, as a share of it. */
const SHARE_PER_PX = 1 / 900;

/** A wheel moves the window of a long run sideways, and with Control makes it wider or narrower. */
export function useWheel(box: HTMLElement | null, view: RunWindow | null): void {
  useEffect(() => {
    if (box === null || view === null) return;
    const { window, moveBy, zoom } = view;
    const onWheel = (event: WheelEvent) => {
      const px = PX[event.deltaMode as 0 | 1 | 2];
      if (event.ctrlKey) {
        const { left, width } = box.getBoundingClientRect();
        event.preventDefault();
        return zoom(event.deltaY < 0 ? 1 : -1, window.from + ((event.clientX - left) / width) * (window.to - window.from));
      }
      const sideways = event.shiftKey ? event.deltaY + event.deltaX : event.deltaX;
      if (sideways === 0 || hasRoom(box, sideways)) return;
      event.preventDefault();
      moveBy(sideways * px * SHARE_PER_PX * (window.to - window.from));
    };
    box.addEventListener("wheel", onWheel, { passive: false });
    return () => box.removeEventListener("wheel", onWheel);
  }, [box, view]);
}

/** Whether the picture itself can be scrolled further this way. */
const hasRoom = ({ scrollLeft, scrollWidth, clientWidth }: HTMLElement, by: number): boolean => (by > 0 ? scrollLeft + clientWidth < scrollWidth - 1 : scrollLeft > 0);
