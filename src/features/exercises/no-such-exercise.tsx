import Link from "next/link";

/** For an unknown id and for somebody else's alike. */
export function NoSuchExercise() {
  return (
    <div className="wrap">
      <h1>There is nothing under this address</h1>
      <p className="mt-3 text-ink-2">The exercise, variant or answer does not exist, or it is not yours.</p>
      <p className="mt-6">
        <Link className="btn pri" href="/practice">
          Choose an exercise
        </Link>
      </p>
    </div>
  );
}
