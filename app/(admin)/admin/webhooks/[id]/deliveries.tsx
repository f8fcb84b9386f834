import { ActionButton } from "@/app/_ui/action-button";
import { Time } from "@/app/_ui/time";
import { getTranslations } from "@/lib/http/locale";
import type { Delivery } from "@/lib/webhooks/deliveries";
import { Badge } from "../../badge";
import { Disclosure } from "../../disclosure";
import { resendDeliveryAction } from "../actions";

const TONES = { queued: "quiet", sending: "quiet", delivered: "ok", failed: "wrong" } as const;

type DeliveriesProps = { endpointId: string; isEnabled: boolean; deliveries: Delivery[] };

/** Lists the recent deliveries of an endpoint, with every attempt. */
export async function Deliveries({ deliveries, ...endpoint }: DeliveriesProps) {
  const t = await getTranslations("admin.deliveries");
  if (deliveries.length === 0) return <p className="text-quiet">{t("empty")}</p>;
  return (
    <ul className="divide-y divide-line border-y border-line">
      {deliveries.map((delivery) => (
        <li key={delivery.id}>
          <Disclosure
            summary={
              <>
                {delivery.type}{" "}
                <Badge tone={TONES[delivery.status]}>{t(`statuses.${delivery.status}`)}</Badge>
              </>
            }
            aside={<Time at={delivery.createdAt} />}
          >
            <DeliveryDetails delivery={delivery} {...endpoint} />
          </Disclosure>
        </li>
      ))}
    </ul>
  );
}

type DetailsProps = Omit<DeliveriesProps, "deliveries"> & { delivery: Delivery };

async function DeliveryDetails({ delivery, endpointId, isEnabled }: DetailsProps) {
  const t = await getTranslations("admin.deliveries");
  const { id, eventId, payload, attempts, endedAt, nextAttemptAt } = delivery;
  return (
    <div id={`delivery-${id}`} className="space-y-3">
      <p className="text-quiet wrap-anywhere">{eventId}</p>
      <ol className="list-decimal space-y-1 pl-5 tabular-nums">
        {attempts.map(({ at, durationMs, statusCode, error }) => (
          <li key={at.toISOString()} className="wrap-anywhere">
            {t.rich("attempt", {
              outcome: `${statusCode ?? t("noAnswer")}${error ? `: ${error}` : ""}`,
              milliseconds: durationMs,
              quiet: (words) => <span className="text-quiet">{words}</span>,
              time: () => <Time at={at} />,
            })}
          </li>
        ))}
      </ol>
      {endedAt === null && (
        <p className="text-quiet">{t.rich("nextTry", { time: () => <Time at={nextAttemptAt} /> })}</p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable content must be reachable by keyboard */}
      <pre tabIndex={0} className="overflow-x-auto rounded border border-line bg-raised p-3">
        {JSON.stringify(payload, null, 2)}
      </pre>
      {isEnabled && (
        <ActionButton
          action={resendDeliveryAction}
          label={t("resend")}
          describedBy={`delivery-${id}`}
          fields={{ delivery: id }}
          at={`/admin/webhooks/${endpointId}?of=${id}#deliveries`}
        />
      )}
    </div>
  );
}
