"use client";

import { unstable_isUnrecognizedActionError } from "next/navigation";
import { fill } from "@/lib/i18n/fill";
import { useTexts } from "./_ui/client-texts";
import { StepFrame } from "./_ui/step-frame";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

/** Something broke on our side, or the page is of a version that is gone. The digest is what the log knows it by. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const texts = useTexts("broken");
  const isOutOfDate: boolean = unstable_isUnrecognizedActionError(error);
  if (isOutOfDate) return <OutOfDate />;
  return (
    <StepFrame
      scene="closed"
      heading={texts.heading}
      lead={<p>{texts.nothingLost}</p>}
      footer={error.digest && <p>{fill(texts.reference, { digest: error.digest })}</p>}
    >
      <button type="button" className="button button-primary" onClick={reset}>
        {texts.tryAgain}
      </button>
    </StepFrame>
  );
}

function OutOfDate() {
  const { outOfDate: texts } = useTexts("broken");
  return (
    <StepFrame scene="closed" heading={texts.heading} lead={<p>{texts.lead}</p>}>
      <button type="button" className="button button-primary" onClick={() => location.reload()}>
        {texts.loadAgain}
      </button>
    </StepFrame>
  );
}
