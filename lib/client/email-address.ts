import { type EmailLinkFlow, emailLinkFlow, type MagicLinkFlow, withLegacyNames } from "./email-link-flow";
import type { Http } from "./http";
import type { EmailAddressJSON, IdentifierOwner } from "./types";
import { Verification } from "./verification";

/** One of the user's email addresses. */
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

  /** Looks how the address stands. */
  async reload(): Promise<this> {
    return this.update(await this.http.get<EmailAddressJSON>(this.path));
  }

  /** Sends a code or link to it. */
  prepareVerification(
    params: { strategy?: "email_code" | "email_link"; redirectUrl?: string } = {},
  ): Promise<this> {
    return this.call("prepare-verification", params);
  }

  /** Tries the code that was sent. */
  attemptVerification({ code }: { code: string }): Promise<this> {
    return this.call("attempt-verification", { code });
  }

  /** Makes it the address that messages go to first, in place of the one that was. */
  async makePrimary(): Promise<this> {
    await this.call("make-primary", {});
    await this.owner.reload();
    return this;
  }

  /** Takes it off the account. */
  async destroy(): Promise<void> {
    await this.http.delete(this.path);
    await this.owner.reload();
  }

  /** What sends an email link and waits until it is opened, here or elsewhere. */
  createEmailLinkFlow = (): EmailLinkFlow<{ redirectUrl: string }, EmailAddress> =>
    emailLinkFlow<{ redirectUrl: string }, EmailAddress>(this, {
      send: ({ redirectUrl }) => this.prepareVerification({ strategy: "email_link", redirectUrl }),
      reload: () => this.reload(),
      verification: () => this.verification,
      goOn: async () => undefined,
    });

  /** The same by its older name. */
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

  /** Takes over how things stand, without announcing it. */
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
  new Verification(isVerified && verification === null ? PROVEN : verification);

/** An address that was proven by another client, or longer ago than anybody remembers how. */
const PROVEN = {
  status: "verified" as const,
  strategy: null,
  expireAt: 0,
  attempts: 0,
  matchNumber: null,
  sameClient: false,
};
