/** The pages that exist for administrators only. */
export const ADMIN_PREFIX = "/admin";

/** The request header by which the middleware says that a page does not exist for the user. */
export const HIDDEN_HEADER = "x-latchkey-hidden";
