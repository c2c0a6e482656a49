/** The shape of what is coming, while it is fetched. */
const bar = (width: string, height = 12) => <div className="skel" style={{ width, height }} />;

export function ListSkeleton() {
  return (
    <div className="wrap" aria-busy="true">
      <h1>Practice</h1>
      <p className="sr" role="status">
        Loading the exercises
      </p>
      <div className="mt-5 grid gap-8" aria-hidden="true">
        {bar("60%", 28)}
        {[0, 1, 2, 3, 4, 5].map((row) => (
          <div key={row} className="grid gap-2">
            {bar("44%", 14)}
            {bar("30%")}
          </div>
        ))}
      </div>
    </div>
  );
}

export function ExerciseSkeleton() {
  return (
    <div className="wrap" aria-busy="true">
      <p className="sr" role="status">
        Loading the exercise
      </p>
      <div className="grid max-w-[640px] gap-4" aria-hidden="true">
        {bar("38%")}
        {bar("62%", 28)}
        <div className="mt-2 grid gap-3">
          {bar("100%", 16)}
          {bar("92%", 16)}
          {bar("54%", 16)}
        </div>
        {[0, 1, 2, 3].map((row) => (
          <div key={row} className="skel" style={{ height: 48 }} />
        ))}
      </div>
    </div>
  );
}
