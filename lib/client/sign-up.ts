import { type EmailLinkFlow, emailLinkFlow, type MagicLinkFlow, withLegacyNames } from "./email-link-flow";
import type { Http } from "./http";
import type { SignUpJSON, SignUpStatus } from "./types";
import { Verification } from "./verification";

type SignUpStrategy = "email_code" | "email_link";

export type SignUpCreateParams = {
  emailAddress: string;
  phoneNumber?: string;
  /** Only on a server with usernames. */
  username?: string;
  password?: string;
  strategy?: SignUpStrategy;
  redirectUrl?: string;
};

/** An attempt to sign up. Every call updates this object and returns it. */
export class SignUp {
  id: string | undefined;
  status: SignUpStatus | null = null;
  emailAddress: string | null = null;
  phoneNumber: string | null = null;
  /** Once the sign-up is complete, `null` if the username was taken. */
  username: string | null = null;
  createdUserId: string | null = null;
  createdSessionId: string | null = null;
  verifications = { emailAddress: new Verification(null) };

  constructor(
    private readonly http: Http,
    private readonly changed: () => void,
  ) {}

  /** Forgets the attempt, so that the next call of `create` is the first one. The server lets it expire. */
  clear(): void {
    this.id = undefined;
    this.status = null;
    this.emailAddress = null;
    this.phoneNumber = null;
    this.createdUserId = null;
    this.createdSessionId = null;
    this.verifications = { emailAddress: new Verification(null) };
    this.changed();
  }

  /** Updates the object and notifies listeners. */
  update({ verification, ...plain }: SignUpJSON): this {
    Object.assign(this, plain);
    this.verifications = { emailAddress: new Verification(verification) };
    this.changed();
    return this;
  }

  /** The fields that still need to be verified. */
  get unverifiedFields(): string[] {
    return this.status === "missing_requirements" ? ["email_address"] : [];
  }

  /** Creates a sign-up. With a strategy, the code or link is sent in the same call. */
  async create(params: SignUpCreateParams): Promise<this> {
    return this.update(await this.http.post<SignUpJSON>("/sign-ups", params));
  }

  /** Reloads the sign-up from the server. */
  async reload(): Promise<this> {
    return this.update(await this.http.get<SignUpJSON>(this.path));
  }

  /** Sends a code or link to the address. */
  prepareEmailAddressVerification(
    params: { strategy?: SignUpStrategy; redirectUrl?: string } = {},
  ): Promise<this> {
    return this.call("prepare-verification", { strategy: "email_code", ...params });
  }

  /** Verifies the address with the code that was sent. */
  attemptEmailAddressVerification({ code }: { code: string }): Promise<this> {
    return this.call("attempt-verification", { strategy: "email_code", code });
  }

  /** Creates a flow that sends an email link and waits until it is opened, here or elsewhere. */
  createEmailLinkFlow = (): EmailLinkFlow<{ redirectUrl: string }, SignUp> =>
    this.linkFlow(({ redirectUrl }) =>
      this.prepareEmailAddressVerification({ strategy: "email_link", redirectUrl }),
    );

  /** Creates a flow that waits for a link that was sent already. */
  createSentEmailLinkFlow = (): EmailLinkFlow<void, SignUp> => this.linkFlow(async () => undefined);

  private linkFlow<Params>(send: (params: Params) => Promise<unknown>): EmailLinkFlow<Params, SignUp> {
    return emailLinkFlow<Params, SignUp>(this, {
      send,
      reload: () => this.reload(),
      verification: () => this.verifications.emailAddress,
      goOn: () => this.goOn(),
      showsMatchNumber: this.http.showsMatchNumber,
    });
  }

  /** The older name of `createEmailLinkFlow`. */
  createMagicLinkFlow = (): MagicLinkFlow<{ redirectUrl: string }, SignUp> =>
    withLegacyNames(this.createEmailLinkFlow());

  private async goOn(): Promise<void> {
    const isWaiting = this.createdSessionId === null;
    if (isWaiting && !this.verifications.emailAddress.verifiedFromTheSameClient()) {
      await this.call("attempt-verification", { strategy: "email_link" });
    }
  }

  private get path(): string {
    if (this.id === undefined) throw new Error("There is no sign-up yet: call create() first.");
    return `/sign-ups/${this.id}`;
  }

  private async call(step: string, params: object): Promise<this> {
    const { path } = this;
    const json = await this.http.post<SignUpJSON>(`${path}/${step}`, params);
    return this.id === json.id ? this.update(json) : this;
  }
}
