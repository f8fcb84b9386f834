import account from "./account.json";
import admin from "./admin.json";
import auth from "./auth.json";
import broken from "./broken.json";
import clientAccount from "./client-account.json";
import clientAdmin from "./client-admin.json";
import clientAuth from "./client-auth.json";
import clientUi from "./client-ui.json";
import emails from "./emails.json";
import errors from "./errors.json";
import inbox from "./inbox.json";
import organizations from "./organizations.json";
import refusals from "./refusals.json";
import sms from "./sms.json";
import ui from "./ui.json";

/**
 * All messages in English. The part under `client` is for client components; a page sends those of its own components to
 * the browser.
 */
export const en = {
  account,
  admin,
  auth,
  client: {
    broken,
    ...clientAccount,
    ...clientAdmin,
    ...clientAuth,
    ...clientUi,
  },
  emails,
  errors,
  inbox,
  organizations,
  refusals,
  sms,
  ui,
};

/** The type of all messages, which English defines. */
export type Messages = typeof en;
