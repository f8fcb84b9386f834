import type { Metadata } from "next";
import { requireAdmin } from "@/lib/web/guard";
import { type Endpoint, listEndpoints } from "@/lib/webhooks/endpoints";
import { AdminRoom } from "../admin-room";
import { EndpointState } from "./state";

export const metadata: Metadata = { title: "Webhooks" };

const HERE = "/admin/webhooks";

/** Every endpoint that is told of events. */
export default async function WebhooksPage() {
  await requireAdmin(HERE);
  const endpoints = await listEndpoints();
  return (
    <AdminRoom heading="Webhooks" here={HERE}>
      <p className="max-w-[36rem] text-quiet text-pretty">
        Programs of your own that are told what happens here, each by signed requests to its URL.
      </p>
      <div className="mt-6">
        {endpoints.length === 0 ? (
          <p className="text-quiet">There is no endpoint yet.</p>
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
          Add endpoint
        </a>
      </p>
    </AdminRoom>
  );
}

function EndpointLine({ endpoint }: { endpoint: Endpoint }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2">
      <span className="min-w-0 wrap-anywhere">
        <a href={`${HERE}/${endpoint.id}`} className="inline-flex min-h-11 items-center">
          {endpoint.url}
        </a>{" "}
        <span className="text-sm text-quiet">
          {endpoint.events.length === 0 ? "all events" : endpoint.events.join(", ")}
        </span>
      </span>
      <EndpointState endpoint={endpoint} />
    </li>
  );
}
