"use client";

import { unstable_isUnrecognizedActionError } from "next/navigation";
import { Step } from "./_ui/step";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

/** Something broke on our side, or the page is of a version that is gone. The digest is what the log knows it by. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const isOutOfDate: boolean = unstable_isUnrecognizedActionError(error);
  if (isOutOfDate) return <OutOfDate />;
  return (
    <Step
      scene="closed"
      heading="That did not work"
      lead={<p>Something went wrong on our side. Nothing was lost: please try again.</p>}
      footer={error.digest && <p>Reference: {error.digest}</p>}
    >
      <button type="button" className="button button-primary" onClick={reset}>
        Try again
      </button>
    </Step>
  );
}

function OutOfDate() {
  return (
    <Step
      scene="closed"
      heading="This page is out of date"
      lead={<p>There is a newer version since you opened it. Load it again, and go on where you were.</p>}
    >
      <button type="button" className="button button-primary" onClick={() => location.reload()}>
        Load it again
      </button>
    </Step>
  );
}
