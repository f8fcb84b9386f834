/** The result of a link as front ends receive it. A superseded link is reported as expired. */
export const LINK_STATUS = {
  verified: "verified",
  expired: "expired",
  withdrawn: "expired",
  failed: "failed",
  cancelled: "failed",
  already_used: "failed",
  client_mismatch: "client_mismatch",
} as const;

/** The state of a link that has ended. */
export type LinkEndState = keyof typeof LINK_STATUS;
