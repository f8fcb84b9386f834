import { page } from "./browser";
import { EmailLinkError, EmailLinkErrorCode } from "./errors";

const STATUS = "link_status";
const SAME_CLIENT = "link_same_client";

/**
 * Parses the result of an email link from the URL of the page that it redirected to. The result stays in the URL, so
 * that the page can be reloaded.
 *
 * @returns whether the client that requested the link is the one that opened it
 * @throws EmailLinkError if nothing was verified
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
