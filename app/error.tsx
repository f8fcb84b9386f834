"use client";

import { unstable_isUnrecognizedActionError } from "next/navigation";
import { interpolate } from "@/lib/i18n/interpolate";
import { AuthLayout } from "./_ui/auth-layout";
import { useRoot } from "./_ui/client-messages";
import { ERROR_TEXTS } from "./_ui/client-root";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

/**
 * The error page, for an unexpected error or a server action of an outdated page. The digest identifies the error in
 * the log.
 */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const texts = ERROR_TEXTS[useRoot().locale];
  const isOutOfDate: boolean = unstable_isUnrecognizedActionError(error);
  if (isOutOfDate) return <OutOfDate />;
  return (
    <AuthLayout
      scene="closed"
      heading={texts.heading}
      lead={<p>{texts.nothingLost}</p>}
      footer={error.digest && <p>{interpolate(texts.reference, { digest: error.digest })}</p>}
    >
      <button type="button" className="button button-primary" onClick={reset}>
        {texts.tryAgain}
      </button>
    </AuthLayout>
  );
}

function OutOfDate() {
  const { outOfDate: texts } = ERROR_TEXTS[useRoot().locale];
  return (
    <AuthLayout scene="closed" heading={texts.heading} lead={<p>{texts.lead}</p>}>
      <button type="button" className="button button-primary" onClick={() => location.reload()}>
        {texts.loadAgain}
      </button>
    </AuthLayout>
  );
}
