import type { Messages } from "../en";
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

/** All messages in German. */
export const de: Messages = {
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
