/** The account page that lists passkeys. */
export const PASSKEYS = "/account/passkeys";
