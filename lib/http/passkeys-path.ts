/** The page of passkeys in the account. */
export const PASSKEYS = "/account/passkeys";
