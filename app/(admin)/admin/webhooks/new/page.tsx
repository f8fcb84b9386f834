import type { Metadata } from "next";
import { requireAdmin } from "@/lib/web/admin/guard";
import { requireFreshProof } from "@/lib/web/guard";
import { getTranslations } from "@/lib/web/locale";
import { SUBSCRIBABLE_EVENTS } from "@/lib/webhooks/events";
import { AdminRoom } from "../../admin-room";
import { AddEndpoint } from "./form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.newEndpoint");
  return { title: t("title") };
}

const HERE = "/admin/webhooks/new";

/** Adds an endpoint. */
export default async function NewEndpointPage() {
  await requireAdmin(HERE);
  await requireFreshProof(HERE);
  const t = await getTranslations("admin.newEndpoint");
  return (
    <AdminRoom heading={t("heading")} here="/admin/webhooks">
      <div className="max-w-md">
        <AddEndpoint types={SUBSCRIBABLE_EVENTS} />
      </div>
    </AdminRoom>
  );
}
