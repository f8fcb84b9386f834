"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import type { Result } from "@/lib/errors";
import { adminAction, adminActionWithRecentAuth } from "@/lib/http/admin/action";
import { chosenEvents, endpointFields } from "@/lib/http/admin/endpoint-fields";
import { deleteField, idField } from "@/lib/http/fields";
import { getTranslations } from "@/lib/http/locale";
import type { Messages } from "@/lib/i18n/messages/en";
import { resendDelivery, sendTestEvent } from "@/lib/webhooks/deliveries";
import {
  addEndpoint,
  disableEndpoint,
  enableEndpoint,
  removeEndpoint,
  rotateEndpointSecret,
  updateEndpoint,
} from "@/lib/webhooks/endpoints";

const PATH = "/admin/webhooks";

const schema = z.object({ endpoint: idField });

const pageOf = ({ endpoint }: z.output<typeof schema>) => `${PATH}/${endpoint}`;

async function done(act: Promise<Result>, notice: keyof Messages["admin"]["webhooks"]["notices"]) {
  const result = await act;
  if (!result.ok) return result;
  const t = await getTranslations("admin.webhooks.notices");
  return { notice: t(notice) };
}

/** Adds an endpoint, and shows its secret this once. */
export const addEndpointAction = adminActionWithRecentAuth(
  z.object(endpointFields),
  () => `${PATH}/new`,
  async ({ url, ...events }, actor) => {
    const result = await addEndpoint({ url, events: chosenEvents(events) }, actor);
    return result.ok ? { secret: result.secret } : result;
  },
);

/** Changes where events go, or which. */
export const updateEndpointAction = adminActionWithRecentAuth(
  schema.extend(endpointFields),
  pageOf,
  ({ endpoint, url, ...events }, actor) =>
    done(updateEndpoint(endpoint, { url, events: chosenEvents(events) }, actor), "saved"),
);

/** Gives an endpoint a new secret, and shows it this once. */
export const rotateSecretAction = adminActionWithRecentAuth(schema, pageOf, async ({ endpoint }, actor) => {
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
export const removeEndpointAction = adminActionWithRecentAuth(
  schema.extend({ confirmation: deleteField }),
  pageOf,
  async ({ endpoint }, actor) => {
    const result = await removeEndpoint(endpoint, actor);
    if (!result.ok) return result;
    redirect(PATH);
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
