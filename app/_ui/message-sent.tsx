import type { MessageProgress } from "@/lib/flows/verification/progress";
import { getTranslations, requestLocale } from "@/lib/http/locale";
import { messageSettings } from "@/lib/http/page-settings";
import { formatLifetime } from "@/lib/i18n/durations";
import { DeliveryRefresh } from "./delivery-refresh";

/** Without JavaScript the page is not refreshed, so it does not show a state that lasts for seconds. */
const STATUS_CLASS: Record<MessageProgress["delivery"], string | undefined> = {
  queued: "needs-script",
  sent: undefined,
  delayed: "text-wrong",
  failed: "text-wrong",
};

/**
 * Shows the destination, the lifetime and the delivery status of a message. The text is the same for known and unknown
 * identifiers.
 *
 * @param certain whether the destination belongs to the user in any case, as in a sign-up
 */
export async function MessageSent({
  sent,
  destination,
  certain = false,
}: {
  sent: MessageProgress;
  destination: string;
  certain?: boolean;
}) {
  const { codeTtlSeconds, linkTtlSeconds } = messageSettings();
  const t = await getTranslations("ui.messageSent");
  const isLink = sent.method === "email_link";
  const known = isLink ? "linkOnItsWay" : "codeOnItsWay";
  const perhaps = isLink ? "linkIfKnown" : "codeIfKnown";
  return (
    <div className="space-y-2">
      <p>
        {t.rich(certain ? known : perhaps, {
          where: () => <bdi className="break-words text-ink">{destination}</bdi>,
          lifetime: formatLifetime(isLink ? linkTtlSeconds : codeTtlSeconds, await requestLocale()),
        })}
      </p>
      {/* A page that waits for its link reloads by itself. A refresh could complete the attempt in the background. */}
      {!(isLink && sent.delivery === "queued") && (
        <p role="status" className={STATUS_CLASS[sent.delivery]}>
          {t(`delivery.${sent.delivery}`)}
        </p>
      )}
      {!isLink && (sent.delivery === "queued" || sent.delivery === "delayed") && <DeliveryRefresh />}
    </div>
  );
}
