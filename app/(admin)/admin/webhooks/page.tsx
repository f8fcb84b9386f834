import type { Metadata } from "next";
import { requireAdmin } from "@/lib/web/admin/guard";
import { getTranslations } from "@/lib/web/locale";
import { type Endpoint, listEndpoints } from "@/lib/webhooks/endpoints";
import { AdminRoom } from "../admin-room";
import { EndpointState } from "./state";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.webhooks");
  return { title: t("heading") };
}

const HERE = "/admin/webhooks";

/** Every endpoint that is told of events. */
export default async function WebhooksPage() {
  await requireAdmin(HERE);
  const t = await getTranslations("admin.webhooks");
  const endpoints = await listEndpoints();
  return (
    <AdminRoom heading={t("heading")} here={HERE}>
      <p className="max-w-[36rem] text-quiet text-pretty">{t("lead")}</p>
      <div className="mt-6">
        {endpoints.length === 0 ? (
          <p className="text-quiet">{t("empty")}</p>
        ) : (
          <ul className="divide-y divide-line border-y border-line">
            {endpoints.map((endpoint) => (
              <EndpointLine key={endpoint.id} endpoint={endpoint} />
            ))}
          </ul>
        )}
      </div>
      <p className="mt-6">
        <a href={`${HERE}/new`} className="button button-primary">
          {t("add")}
        </a>
      </p>
    </AdminRoom>
  );
}

async function EndpointLine({ endpoint }: { endpoint: Endpoint }) {
  const t = await getTranslations("admin.webhooks");
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2">
      <span className="min-w-0 wrap-anywhere">
        <a href={`${HERE}/${endpoint.id}`} className="inline-flex min-h-11 items-center">
          {endpoint.url}
        </a>{" "}
        <span className="text-sm text-quiet">
          {endpoint.events.length === 0 ? t("allEvents") : endpoint.events.join(", ")}
        </span>
      </span>
      <EndpointState endpoint={endpoint} />
    </li>
  );
}
