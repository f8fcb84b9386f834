/** The path prefix of the pages that exist only for admins. */
export const ADMIN_PREFIX = "/admin";

/** The request header that the middleware sets if a page must look as if it did not exist. */
export const HIDDEN_HEADER = "x-latchkey-hidden";
