import type { RenderedEmail } from "../message";

/** An outgoing email. `id` is the same for every attempt. */
export type Email = RenderedEmail & { id: string; to: string; from: string };

/** Sends emails. `send` and `checkConnection` reject with a `DeliveryError`. */
export type EmailConnector = {
  name: string;
  send: (email: Email) => Promise<void>;
  /** Checks whether the provider can be reached, without any other request. */
  checkConnection: () => Promise<void>;
};

/**
 * Returns the headers of an email. `Auto-Submitted` prevents vacation notices and other automatic replies (RFC 3834
 * §5). `X-Entity-Ref-ID` differs in every email, so that Gmail does not fold emails with the same subject.
 */
export const emailHeaders = ({ id }: Pick<Email, "id">) => ({
  "Auto-Submitted": "auto-generated",
  "X-Entity-Ref-ID": id,
});
