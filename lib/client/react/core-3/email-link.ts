import { type EmailLinkOutcome, linkOutcome } from "../../link-verification";
import type { Verification } from "../../verification";
import type { MethodResult } from "./method-result";

/** How an email link ended. */
export type EmailLinkVerification = {
  status: EmailLinkOutcome["status"];
  /** The session that the link created; `null` if a further factor is needed. */
  createdSessionId: string | null;
  /** Whether the client that requested the link opened it. */
  verifiedFromTheSameClient: boolean;
};

type Methods<SendParams> = {
  sendLink: (params: SendParams) => Promise<MethodResult>;
  waitForVerification: () => Promise<MethodResult>;
  verification: () => EmailLinkVerification | null;
};

/** The methods of an email link. */
export class EmailLinkMethods<SendParams> {
  constructor(private readonly methods: Methods<SendParams>) {}

  /** Sends a link: to an address of the current attempt, or to the address of a new one. */
  sendLink = (params: SendParams): Promise<MethodResult> => this.methods.sendLink(params);

  /** Waits until the link is opened, here or elsewhere, or expires. `verification` then contains the result. */
  waitForVerification = (): Promise<MethodResult> => this.methods.waitForVerification();

  /** How the link ended; `null` before. On the page that a link redirects to, it is read from the URL. */
  get verification(): EmailLinkVerification | null {
    return this.methods.verification();
  }
}

/** Returns how a link ended: from the URL of the page that it redirects to, otherwise from the attempt. */
export function linkVerification(
  verification: Verification,
  createdSessionId: string | null,
): EmailLinkVerification | null {
  const outcome = linkOutcome();
  if (outcome !== null) {
    return { status: outcome.status, createdSessionId, verifiedFromTheSameClient: outcome.sameClient };
  }
  const { status, strategy } = verification;
  const isLink = strategy?.endsWith("email_link") ?? false;
  if (!isLink || (status !== "verified" && status !== "expired" && status !== "failed")) return null;
  const verifiedFromTheSameClient = verification.verifiedFromTheSameClient();
  return { status, createdSessionId, verifiedFromTheSameClient };
}
