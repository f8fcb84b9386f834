"use client";

import { Step } from "./_ui/step";

/** Something broke on our side. The digest is what the log knows it by. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
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
