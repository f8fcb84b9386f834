import type { MessageProgress } from "@/lib/flows/verification/progress";
import { getTranslations } from "@/lib/http/locale";
import { VerificationPoller } from "./verification-poller";

/**
 * Shows the state of a link until it is confirmed: the number to compare on the other device, or that the link has
 * expired.
 */
export async function LinkSent({ sent }: { sent: MessageProgress }) {
  const t = await getTranslations("ui.linkSent");
  const endsInSeconds = sent.linkExpiresInSeconds ?? 0;
  if (endsInSeconds === 0) {
    return <p className="text-wrong">{t("expired")}</p>;
  }
  return (
    <div className="space-y-6">
      <VerificationPoller verificationId={sent.verificationId} endsInSeconds={endsInSeconds} />
      <div className="border-l-4 border-brass py-1 pl-4">
        <p>{t("matchNumber")}</p>
        <p className="mt-1 font-mono text-3xl font-semibold tabular-nums" data-testid="match-number">
          {sent.matchNumber}
        </p>
      </div>
    </div>
  );
}
