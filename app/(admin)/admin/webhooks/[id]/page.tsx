import type { Metadata } from "next";
import { ActionButton } from "@/app/_ui/action-button";
import { DeleteForm } from "@/app/_ui/delete-form";
import { Section } from "@/app/_ui/section";
import { Time } from "@/app/_ui/time";
import { AdminLayout } from "@/app/(admin)/admin/admin-layout";
import { SUBSCRIBABLE_EVENTS } from "@/lib/events/events";
import { requireAdmin } from "@/lib/http/admin/guard";
import { idFrom } from "@/lib/http/admin/page-query";
import { getTranslations } from "@/lib/http/locale";
import { redirectToNotFound } from "@/lib/http/not-found";
import { listDeliveries } from "@/lib/webhooks/deliveries";
import type { Endpoint } from "@/lib/webhooks/endpoint-columns";
import { readEndpoint } from "@/lib/webhooks/read-endpoint";
import {
  disableEndpointAction,
  enableEndpointAction,
  removeEndpointAction,
  sendTestEventAction,
} from "../actions";
import { EndpointState } from "../state";
import { Deliveries } from "./deliveries";
import { RotateSecret, UpdateEndpoint } from "./forms";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.endpoint");
  return { title: t("title") };
}

const DELIVERIES_SHOWN = 50;

/** The page of an endpoint: its deliveries, and the actions for it. */
export default async function EndpointPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  await requireAdmin(`/admin/webhooks/${id}`);
  const endpointId = idFrom(id);
  const endpoint = endpointId === null ? null : await readEndpoint(endpointId);
  if (endpoint === null) redirectToNotFound();
  const t = await getTranslations("admin.endpoint");
  const deliveries = await listDeliveries(endpoint.id, DELIVERIES_SHOWN);
  const isEnabled = endpoint.disabledAt === null;
  return (
    <AdminLayout texts={["deleteForm", "endpointForm"]} heading={endpoint.url} here="/admin/webhooks">
      <State endpoint={endpoint} />
      <Section
        id="deliveries"
        heading={t("deliveries")}
        lead={t("deliveriesLead", { count: DELIVERIES_SHOWN })}
      >
        <Deliveries endpointId={endpoint.id} isEnabled={isEnabled} deliveries={deliveries} />
      </Section>
      <Section id="settings" heading={t("settings")}>
        <div className="max-w-md">
          <UpdateEndpoint endpointId={endpoint.id} types={SUBSCRIBABLE_EVENTS} initial={endpoint} />
        </div>
      </Section>
      <Section id="secret" heading={t("secret")} lead={t("secretLead")}>
        <div className="max-w-md">
          <RotateSecret endpointId={endpoint.id} />
        </div>
      </Section>
      <Section id="delete" heading={t("delete")} lead={t("deleteLead")}>
        <div className="max-w-md">
          <DeleteForm action={removeEndpointAction} submit={t("delete")} fields={{ endpoint: endpoint.id }} />
        </div>
      </Section>
    </AdminLayout>
  );
}

async function State({ endpoint }: { endpoint: Endpoint }) {
  const t = await getTranslations("admin.endpoint");
  const { id, createdAt, disabledAt } = endpoint;
  const shared = { fields: { endpoint: id }, at: `/admin/webhooks/${id}` };
  return (
    <div className="mb-12 space-y-5">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <EndpointState endpoint={endpoint} />
        <span className="text-quiet">{t.rich("since", { time: () => <Time at={createdAt} /> })}</span>
      </p>
      <div className="flex flex-wrap gap-3">
        {disabledAt === null ? (
          <>
            <ActionButton action={sendTestEventAction} label={t("sendTest")} {...shared} />
            <ActionButton action={disableEndpointAction} label={t("disable")} {...shared} />
          </>
        ) : (
          <ActionButton action={enableEndpointAction} label={t("enable")} {...shared} />
        )}
      </div>
    </div>
  );
}
