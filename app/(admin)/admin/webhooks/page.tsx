import type { Metadata } from "next";
import { requireAdmin } from "@/lib/http/admin/guard";
import { getTranslations } from "@/lib/http/locale";
import type { Endpoint } from "@/lib/webhooks/endpoint-columns";
import { listEndpoints } from "@/lib/webhooks/endpoints";
import { AdminLayout } from "../admin-layout";
import { EndpointState } from "./state";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.webhooks");
  return { title: t("heading") };
}

const PATH = "/admin/webhooks";

/** Lists all endpoints. */
export default async function WebhooksPage() {
  await requireAdmin(PATH);
  const t = await getTranslations("admin.webhooks");
  const endpoints = await listEndpoints();
  return (
    <AdminLayout heading={t("heading")} here={PATH}>
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
        <a href={`${PATH}/new`} className="button button-primary">
          {t("add")}
        </a>
      </p>
    </AdminLayout>
  );
}

async function EndpointLine({ endpoint }: { endpoint: Endpoint }) {
  const t = await getTranslations("admin.webhooks");
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2">
      <span className="min-w-0 wrap-anywhere">
        <a href={`${PATH}/${endpoint.id}`} className="inline-flex min-h-11 items-center">
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
