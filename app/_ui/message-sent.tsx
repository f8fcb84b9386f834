import type { MessageProgress } from "@/lib/flows/verification/progress";
import { messageSettings } from "@/lib/web/page-settings";

const DELIVERY: Record<MessageProgress["delivery"], string> = {
  queued: "It is being sent.",
  sent: "It has been sent.",
  delayed: "We can't reach the mail or text service at the moment, and keep trying. Or try another method.",
  failed: "We could not reach the mail or text service. Try again, or try another method.",
};

/** "10 minutes", "30 seconds". */
const lifetime = (seconds: number) =>
  seconds < 60 ? `${seconds} seconds` : `${Math.floor(seconds / 60)} ${seconds < 120 ? "minute" : "minutes"}`;

/**
 * Says what was sent where, how long it lives, and how far it has come. The words hold whether or not there is anybody
 * to get it.
 *
 * @param certain the destination is surely the person's own, as in signing up
 */
export function MessageSent({
  sent,
  destination,
  certain = false,
}: {
  sent: MessageProgress;
  destination: string;
  certain?: boolean;
}) {
  const { codeTtlSeconds, linkTtlSeconds } = messageSettings();
  const isLink = sent.method === "email_link";
  const what = isLink ? "a link" : "a code";
  const where = <bdi className="break-words text-ink">{destination}</bdi>;
  const isTrouble = sent.delivery === "delayed" || sent.delivery === "failed";
  return (
    <div className="space-y-2">
      <p>
        {certain ? (
          <>
            {isLink ? "A link" : "A code"} is on its way to {where}.
          </>
        ) : (
          <>
            If {where} belongs to an account, {what} is on its way there.
          </>
        )}{" "}
        It works for {lifetime(isLink ? linkTtlSeconds : codeTtlSeconds)}.
      </p>
      <p className={isTrouble ? "text-wrong" : undefined}>{DELIVERY[sent.delivery]}</p>
    </div>
  );
}
