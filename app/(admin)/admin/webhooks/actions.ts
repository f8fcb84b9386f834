"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import type { Result } from "@/lib/errors";
import type { Messages } from "@/lib/i18n/messages/en";
import { adminAction, provenAdminAction } from "@/lib/web/admin/action";
import { chosenEvents, endpointFields } from "@/lib/web/admin/endpoint-fields";
import { deleteField, idField } from "@/lib/web/fields";
import { getTranslations } from "@/lib/web/locale";
import { resendDelivery, sendTestEvent } from "@/lib/webhooks/deliveries";
import {
  addEndpoint,
  disableEndpoint,
  enableEndpoint,
  removeEndpoint,
  rotateEndpointSecret,
  updateEndpoint,
} from "@/lib/webhooks/endpoints";

const HERE = "/admin/webhooks";

const schema = z.object({ endpoint: idField });

const pageOf = ({ endpoint }: z.output<typeof schema>) => `${HERE}/${endpoint}`;

async function done(act: Promise<Result>, notice: keyof Messages["admin"]["webhooks"]["notices"]) {
  const result = await act;
  if (!result.ok) return result;
  const t = await getTranslations("admin.webhooks.notices");
  return { notice: t(notice) };
}

/** Adds an endpoint, and shows its secret this once. */
export const addEndpointAction = provenAdminAction(
  z.object(endpointFields),
  () => `${HERE}/new`,
  async ({ url, ...events }, actor) => {
    const result = await addEndpoint({ url, events: chosenEvents(events) }, actor);
    return result.ok ? { secret: result.secret } : result;
  },
);

/** Changes where events go, or which. */
export const updateEndpointAction = provenAdminAction(
  schema.extend(endpointFields),
  pageOf,
  ({ endpoint, url, ...events }, actor) =>
    done(updateEndpoint(endpoint, { url, events: chosenEvents(events) }, actor), "saved"),
);

/** Gives an endpoint a new secret, and shows it this once. */
export const rotateSecretAction = provenAdminAction(schema, pageOf, async ({ endpoint }, actor) => {
  const result = await rotateEndpointSecret(endpoint, actor);
  return result.ok ? { secret: result.secret } : result;
});

/** Lets an endpoint be told of events again. */
export const enableEndpointAction = adminAction(schema, ({ endpoint }, actor) =>
  done(enableEndpoint(endpoint, actor), "enabled"),
);

/** Sends an endpoint nothing more. */
export const disableEndpointAction = adminAction(schema, ({ endpoint }, actor) =>
  done(disableEndpoint(endpoint, actor), "disabled"),
);

/** Removes an endpoint, and all that is kept of what it was sent. */
export const removeEndpointAction = provenAdminAction(
  schema.extend({ confirmation: deleteField }),
  pageOf,
  async ({ endpoint }, actor) => {
    const result = await removeEndpoint(endpoint, actor);
    if (!result.ok) return result;
    redirect(HERE);
  },
);

/** Sends an endpoint an event that means nothing. */
export const sendTestEventAction = adminAction(schema, ({ endpoint }, actor) =>
  done(sendTestEvent(endpoint, actor), "onItsWay"),
);

/** Sends an event to its endpoint once more. */
export const resendDeliveryAction = adminAction(z.object({ delivery: idField }), ({ delivery }, actor) =>
  done(resendDelivery(delivery, actor), "onItsWay"),
);
