import broken from "./broken.json";
import clientAccount from "./client-account.json";
import clientAdmin from "./client-admin.json";
import clientAuth from "./client-auth.json";
import clientUi from "./client-ui.json";
import * as namespaces from "./namespaces";

/** All messages in English. The part under `client` is sent to the browser with every page. */
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
