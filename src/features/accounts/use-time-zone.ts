"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;
const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The browser's time zone; null while the page is made on the server, which cannot know it. */
export const useTimeZone = (): string | null => useSyncExternalStore(never, zone, () => null);
