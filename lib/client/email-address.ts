import { unlessVerified } from "./already-verified";
import { type EmailLinkFlow, emailLinkFlow, type MagicLinkFlow, withLegacyNames } from "./email-link-flow";
import type { Http } from "./http";
import type { EmailAddressJSON, IdentifierOwner } from "./types";
import { Verification } from "./verification";

/** An email address of the user. */
export class EmailAddress {
  id: string;
  emailAddress: string;
  isPrimary: boolean;
  verification: Verification;

  constructor(
    private readonly http: Http,
    json: EmailAddressJSON,
    private readonly owner: IdentifierOwner,
  ) {
    const { id, emailAddress, isPrimary } = json;
    this.id = id;
    this.emailAddress = emailAddress;
    this.isPrimary = isPrimary;
    this.verification = verificationOf(json);
  }

  /** Reloads the address from the server. */
  async reload(): Promise<this> {
    return this.update(await this.http.get<EmailAddressJSON>(this.path));
  }

  /** Sends a code or link to the address. Sends nothing to a verified one. */
  async prepareVerification(
    params: { strategy?: "email_code" | "email_link"; redirectUrl?: string } = {},
  ): Promise<this> {
    const isVerified = () => this.verification.status === "verified";
    return isVerified()
      ? this
      : unlessVerified(this.call("prepare-verification", params), () => this.reload(), isVerified);
  }

  /** Verifies the address with the code that was sent. */
  attemptVerification({ code }: { code: string }): Promise<this> {
    return this.call("attempt-verification", { code });
  }

  /** Makes the address the primary one, to which messages are sent first. */
  async makePrimary(): Promise<this> {
    await this.call("make-primary", {});
    await this.owner.reload();
    return this;
  }

  /** Removes the address from the account. */
  async destroy(): Promise<void> {
    await this.http.delete(this.path);
    await this.owner.reload();
  }

  /** Creates a flow that sends an email link and waits until it is opened, here or elsewhere. */
  createEmailLinkFlow = (): EmailLinkFlow<{ redirectUrl: string }, EmailAddress> =>
    emailLinkFlow<{ redirectUrl: string }, EmailAddress>(this, {
      send: ({ redirectUrl }) => this.prepareVerification({ strategy: "email_link", redirectUrl }),
      reload: () => this.reload(),
      verification: () => this.verification,
      goOn: async () => undefined,
      showsMatchNumber: this.http.showsMatchNumber,
    });

  /** The older name of `createEmailLinkFlow`. */
  createMagicLinkFlow = (): MagicLinkFlow<{ redirectUrl: string }, EmailAddress> =>
    withLegacyNames(this.createEmailLinkFlow());

  toString(): string {
    return this.emailAddress;
  }

  private get path(): string {
    return `/me/email-addresses/${this.id}`;
  }

  private async call(step: string, params: object): Promise<this> {
    return this.update(await this.http.post<EmailAddressJSON>(`${this.path}/${step}`, params));
  }

  /** Updates the object without notifying listeners. */
  assign(json: EmailAddressJSON): this {
    this.isPrimary = json.isPrimary;
    this.verification = verificationOf(json);
    return this;
  }

  private update(json: EmailAddressJSON): this {
    this.assign(json);
    this.owner.changed();
    return this;
  }
}

const verificationOf = ({ isVerified, verification }: EmailAddressJSON) =>
  new Verification(isVerified && verification?.status !== "verified" ? PROVEN : verification);

/** The verification of an address that was verified by another client, or whose verification was deleted. */
const PROVEN = {
  status: "verified" as const,
  strategy: null,
  expireAt: 0,
  attempts: 0,
  matchNumber: null,
  sameClient: false,
};
