/** The page of two-step verification in the account. */
export const TWO_STEP = "/account/two-step";
