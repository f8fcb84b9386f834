import { page } from "./browser";
import { EmailLinkError, EmailLinkErrorCode } from "./errors";

const STATUS = "link_status";
const SAME_CLIENT = "link_same_client";

export type EmailLinkOutcome = {
  status: "verified" | "expired" | "failed" | "client_mismatch";
  /** Whether the client that requested the link opened it. */
  sameClient: boolean;
};

/** Returns the result of an email link from the URL of the page, or `null` if a link did not redirect to it. */
export function linkOutcome(): EmailLinkOutcome | null {
  const { searchParams } = new URL(page()?.href ?? "about:blank");
  const status = searchParams.get(STATUS);
  if (status === null) return null;
  const sameClient = searchParams.get(SAME_CLIENT) === "true";
  return { status: status === "verified" ? "verified" : codeOf(status), sameClient };
}

/**
 * Parses the result of an email link from the URL of the page that it redirected to. The result stays in the URL, so
 * that the page can be reloaded.
 *
 * @returns whether the client that requested the link is the one that opened it
 * @throws EmailLinkError if nothing was verified
 */
export function readLinkOutcome(): { sameClient: boolean } {
  const outcome = linkOutcome();
  if (outcome?.status === "verified") return { sameClient: outcome.sameClient };
  throw new EmailLinkError(outcome?.status ?? EmailLinkErrorCode.Failed);
}

function codeOf(status: string) {
  const { Expired, ClientMismatch, Failed } = EmailLinkErrorCode;
  return [Expired, ClientMismatch].find((code) => code === status) ?? Failed;
}
