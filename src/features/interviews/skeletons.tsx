/** The shape of what is coming, while it is fetched. */
const bar = (width: string, height = 12) => <div className="skel" style={{ width, height }} />;

export function InterviewsSkeleton() {
  return (
    <div className="wrap" aria-busy="true">
      <h1>Interviews</h1>
      <p className="sr" role="status">
        Loading your interviews
      </p>
      <div className="mt-5 grid gap-8" aria-hidden="true">
        {bar("60%", 16)}
        {[0, 1, 2].map((row) => (
          <div key={row} className="grid gap-2">
            {bar("32%", 14)}
            {bar("64%")}
          </div>
        ))}
      </div>
    </div>
  );
}
