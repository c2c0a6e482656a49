import Link from "next/link";
import { PageMessage } from "@/ui/page-message";

export function NoSuchLab() {
  return (
    <main id="main">
      <PageMessage
        title="There is no such lab or run"
        actions={
          <Link className="btn pri" href="/labs">
            All labs
          </Link>
        }
      >
        <p>The address may be mistyped, or the run is somebody else’s and not shared, or not any more.</p>
      </PageMessage>
    </main>
  );
}
