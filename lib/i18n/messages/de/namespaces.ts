/** The texts that stay on the server, by namespace. */
export { default as account } from "./account.json";
export { default as admin } from "./admin.json";
export { default as auth } from "./auth.json";
export { default as emails } from "./emails.json";
export { default as errors } from "./errors.json";
export { default as inbox } from "./inbox.json";
export { default as organizations } from "./organizations.json";
export { default as refusals } from "./refusals.json";
export { default as sms } from "./sms.json";
export { default as ui } from "./ui.json";
