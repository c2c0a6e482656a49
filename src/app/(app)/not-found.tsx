import Link from "next/link";
import { PageMessage } from "@/ui/page-message";

export default function NotFound() {
  return (
    <PageMessage
      title="There is nothing at this address"
      actions={
        <>
          <Link className="btn pri lg" href="/library">
            Look in the library
          </Link>
          <Link className="btn lg" href="/today">
            Back to Today
          </Link>
        </>
      }
    >
      <p>It may have moved, or it is not written yet.</p>
    </PageMessage>
  );
}
