import type { Messages } from "../en";
import broken from "./broken.json";
import clientAccount from "./client-account.json";
import clientAdmin from "./client-admin.json";
import clientAuth from "./client-auth.json";
import clientUi from "./client-ui.json";
import * as namespaces from "./namespaces";

/** All messages in German. */
export const de: Messages = {
  ...namespaces,
  client: {
    broken,
    ...clientAccount,
    ...clientAdmin,
    ...clientAuth,
    ...clientUi,
  },
};
