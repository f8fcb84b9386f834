"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { formIdField } from "@/app/_ui/form-id";
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

/** Adds an endpoint and returns its secret, which is displayed only once. */
export const addEndpointAction = adminActionWithRecentAuth(
  z.object({ ...endpointFields, form_id: formIdField }),
  () => `${PATH}/new`,
  async ({ url, form_id: formId, ...events }, actor) => {
    const result = await addEndpoint({ url, events: chosenEvents(events), formId }, actor);
    return result.ok ? { secret: result.secret } : result;
  },
);

/** Changes the URL and the events of an endpoint. */
export const updateEndpointAction = adminActionWithRecentAuth(
  schema.extend(endpointFields),
  pageOf,
  ({ endpoint, url, ...events }, actor) =>
    done(updateEndpoint(endpoint, { url, events: chosenEvents(events) }, actor), "saved"),
);

/** Replaces the secret of an endpoint and returns the new one, which is displayed only once. */
export const rotateSecretAction = adminActionWithRecentAuth(schema, pageOf, async ({ endpoint }, actor) => {
  const result = await rotateEndpointSecret(endpoint, actor);
  return result.ok ? { secret: result.secret } : result;
});

/** Enables an endpoint. */
export const enableEndpointAction = adminAction(schema, ({ endpoint }, actor) =>
  done(enableEndpoint(endpoint, actor), "enabled"),
);

/** Disables an endpoint: it receives no more events. */
export const disableEndpointAction = adminAction(schema, ({ endpoint }, actor) =>
  done(disableEndpoint(endpoint, actor), "disabled"),
);

/** Removes an endpoint and the records of its deliveries. */
export const removeEndpointAction = adminActionWithRecentAuth(
  schema.extend({ confirmation: deleteField }),
  pageOf,
  async ({ endpoint }, actor) => {
    const result = await removeEndpoint(endpoint, actor);
    if (!result.ok) return result;
    redirect(PATH);
  },
);

/** Sends a test event to an endpoint. */
export const sendTestEventAction = adminAction(schema, ({ endpoint }, actor) =>
  done(sendTestEvent(endpoint, actor), "onItsWay"),
);

/** Sends an event to its endpoint again. */
export const resendDeliveryAction = adminAction(z.object({ delivery: idField }), ({ delivery }, actor) =>
  done(resendDelivery(delivery, actor), "onItsWay"),
);
