"use client";

import { BrokenPage } from "./broken-page";

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main id="main" tabIndex={-1} className="mx-auto max-w-[760px] pt-[10vh]">
      <BrokenPage error={error} retry={retry} />
    </main>
  );
}
