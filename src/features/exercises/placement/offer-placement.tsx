import Link from "next/link";
import type { PlacementOffer } from "@/contracts/exercises/placement";

/** The offer of the first day: to be placed, to go on, or to see where one was placed. */
export function OfferPlacement({ offer: { standing, answered, of } }: { offer: PlacementOffer }) {
  return (
    <section className="card" style={{ display: "grid", gap: 10, padding: 24 }}>
      <h2 className="text-base">Know some of it already?</h2>
      <p className="text-ink-2">
        {standing === "running"
          ? `You have answered ${answered} of at most ${of} questions of the placement test. It goes on where you left it.`
          : standing === "done"
            ? "Your placement test says where to start in each topic. It can be taken again."
            : `${of} questions at most tell where in each topic you may start. You can leave at any time and go on later.`}
      </p>
      <div>
        <Link className="btn" href="/placement">
          {standing === "running" ? "Go on with the test" : standing === "done" ? "See where to start" : "Find where to start"}
        </Link>
      </div>
    </section>
  );
}
