import type { Metadata } from "next";
import { requireAdmin, requireFreshProof } from "@/lib/web/guard";
import { SUBSCRIBABLE_EVENTS } from "@/lib/webhooks/events";
import { AdminRoom } from "../../admin-room";
import { AddEndpoint } from "./form";

export const metadata: Metadata = { title: "Add a webhook endpoint" };

const HERE = "/admin/webhooks/new";

/** Adds an endpoint. */
export default async function NewEndpointPage() {
  await requireAdmin(HERE);
  await requireFreshProof(HERE);
  return (
    <AdminRoom heading="Add endpoint" here="/admin/webhooks">
      <div className="max-w-md">
        <AddEndpoint types={SUBSCRIBABLE_EVENTS} />
      </div>
    </AdminRoom>
  );
}
