/** The account page of two-step verification. */
export const TWO_STEP = "/account/two-step";
