import { useEffect, useState } from "react";
import { EmailLinkErrorCode, isEmailLinkError, useAuthClient } from "@/lib/client/react";

/** The page that email links redirect to when they are verified, failed or expired. */
export function VerificationPage() {
  const [outcome, setOutcome] = useState("loading");
  const { handleEmailLinkVerification } = useAuthClient();

  useEffect(() => {
    handleEmailLinkVerification({ redirectUrl: "/something-left", redirectUrlComplete: "/welcome" })
      .then(() => setOutcome("Return to the original tab"))
      .catch((error) => {
        const isExpired = isEmailLinkError(error) && error.code === EmailLinkErrorCode.Expired;
        setOutcome(isExpired ? "The link has expired" : "The link failed");
      });
  }, [handleEmailLinkVerification]);

  return <output>{outcome}</output>;
}
