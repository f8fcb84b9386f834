import type { Activity } from "@/lib/flows/activity";
import { getTranslations, requestLocale } from "@/lib/http/locale";
import { describeDevice } from "@/lib/notifications/device";
import { IpAddress } from "./ip-address";
import { Time } from "./time";

/** Lists the events of an account, one per line. */
export async function ActivityList({ entries }: { entries: Activity[] }) {
  const t = await getTranslations("ui.activity");
  const locale = await requestLocale();
  if (entries.length === 0) return <p className="text-quiet">{t("empty")}</p>;
  return (
    <ul className="divide-y divide-line border-y border-line">
      {entries.map(({ id, what, isOwn, userAgent, ipAddress, at }) => (
        <li key={id} className="flex flex-wrap justify-between gap-x-6 gap-y-1 py-3">
          <span>
            {t(`what.${what}`)}{" "}
            <span className="text-quiet">
              {isOwn ? t("fromDevice", { device: describeDevice(userAgent, locale) }) : t("bySomebodyElse")}
            </span>
          </span>
          <span className="text-quiet tabular-nums">
            {ipAddress && (
              <>
                <IpAddress address={ipAddress} />,{" "}
              </>
            )}
            <Time at={at} />
          </span>
        </li>
      ))}
    </ul>
  );
}
