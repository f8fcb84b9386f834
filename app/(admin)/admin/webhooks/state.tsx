import { getTranslations } from "@/lib/http/locale";
import type { Endpoint } from "@/lib/webhooks/endpoint-columns";
import { Badge } from "../badge";

/** Shows whether an endpoint is enabled, and whether its deliveries succeed. */
export async function EndpointState({ endpoint }: { endpoint: Endpoint }) {
  const t = await getTranslations("admin.endpointState");
  const { disabledAt, disabledReason, consecutiveFailures } = endpoint;
  if (disabledAt !== null) return <Badge tone="wrong">{t(`disabled.${disabledReason ?? "by_hand"}`)}</Badge>;
  if (consecutiveFailures > 0)
    return <Badge tone="wrong">{t("failures", { count: consecutiveFailures })}</Badge>;
  return <Badge tone="ok">{t("enabled")}</Badge>;
}
