"use client";

import { BrokenPage } from "./broken-page";
import { geist, jetbrainsMono, sourceSerif } from "./fonts";
import "./globals.css";

/** Takes the place of the whole document when its frame broke, so it brings its own; the theme is the system's. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en" data-theme="system" className={`${geist.variable} ${jetbrainsMono.variable} ${sourceSerif.variable}`}>
      <body>
        <title>This page could not be shown · Quorum</title>
        <main id="main" className="mx-auto max-w-[760px] pt-[10vh]">
          <BrokenPage error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
