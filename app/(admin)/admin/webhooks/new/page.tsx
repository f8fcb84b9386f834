import type { Metadata } from "next";
import { FormId } from "@/app/_ui/form-id";
import { AdminLayout } from "@/app/(admin)/admin/admin-layout";
import { SUBSCRIBABLE_EVENTS } from "@/lib/events/events";
import { requireAdmin } from "@/lib/http/admin/guard";
import { requireRecentAuth } from "@/lib/http/guard";
import { getTranslations } from "@/lib/http/locale";
import { AddEndpoint } from "./form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.newEndpoint");
  return { title: t("title") };
}

const PATH = "/admin/webhooks/new";

/** The page that adds an endpoint. */
export default async function NewEndpointPage() {
  await requireAdmin(PATH);
  await requireRecentAuth(PATH);
  const t = await getTranslations("admin.newEndpoint");
  return (
    <AdminLayout texts={["endpointForm"]} heading={t("heading")} here="/admin/webhooks">
      <div className="max-w-md">
        <AddEndpoint types={SUBSCRIBABLE_EVENTS}>
          <FormId />
        </AddEndpoint>
      </div>
    </AdminLayout>
  );
}
