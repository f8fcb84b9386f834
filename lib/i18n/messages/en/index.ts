import broken from "./broken.json";
import clientAccount from "./client-account.json";
import clientAdmin from "./client-admin.json";
import clientAuth from "./client-auth.json";
import clientUi from "./client-ui.json";
import * as namespaces from "./namespaces";

/**
 * All messages in English. The part under `client` is for client components; a page sends those of its own components
 * to the browser.
 */
export const en = {
  ...namespaces,
  client: {
    broken,
    ...clientAccount,
    ...clientAdmin,
    ...clientAuth,
    ...clientUi,
  },
};

/** The type of all messages, which English defines. */
export type Messages = typeof en;
