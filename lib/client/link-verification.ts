import { page } from "./browser";
import { EmailLinkError, EmailLinkErrorCode } from "./errors";

const STATUS = "link_status";
const SAME_CLIENT = "link_same_client";

/**
 * Reads off the address of a page how the link ended that led there. It stays there, for whoever loads the page again.
 *
 * @returns whether the client that asked for the link is the one that opened it
 * @throws EmailLinkError where nothing was verified
 */
export function readLinkOutcome(): { sameClient: boolean } {
  const { searchParams } = new URL(page()?.href ?? "about:blank");
  const status = searchParams.get(STATUS);
  const sameClient = searchParams.get(SAME_CLIENT) === "true";
  if (status === "verified") return { sameClient };
  throw new EmailLinkError(codeOf(status));
}

function codeOf(status: string | null) {
  const { Expired, ClientMismatch, Failed } = EmailLinkErrorCode;
  return [Expired, ClientMismatch].find((code) => code === status) ?? Failed;
}
