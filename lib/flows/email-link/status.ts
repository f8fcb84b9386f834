import type { Confirmation } from "./confirm";

/** How a link has ended, as front ends are told: one that was replaced is as good as too old. */
export const LINK_STATUS = {
  verified: "verified",
  expired: "expired",
  withdrawn: "expired",
  failed: "failed",
  cancelled: "failed",
  already_used: "failed",
  client_mismatch: "client_mismatch",
} as const satisfies Record<Confirmation["status"], string>;
