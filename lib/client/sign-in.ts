import { type EmailLinkFlow, emailLinkFlow, type MagicLinkFlow, withLegacyNames } from "./email-link-flow";
import type { Http } from "./http";
import type {
  EmailLinkStrategy,
  MessageStrategy,
  SessionJSON,
  SignInFirstFactor,
  SignInJSON,
  SignInSecondFactor,
  SignInStatus,
} from "./types";
import { Verification } from "./verification";
import { browserPasskeys, type PasskeyOptions, type PasskeyProvider } from "./web-authn";

export type SignInCreateParams = {
  identifier: string;
  password?: string;
  strategy?: MessageStrategy | "password";
  /** Where the page of a link redirects after the link was opened. */
  redirectUrl?: string;
};

export type PrepareFirstFactorParams = {
  strategy: MessageStrategy;
  emailAddressId?: string;
  phoneNumberId?: string;
  redirectUrl?: string;
};

export type AttemptFirstFactorParams =
  | { strategy: "password"; password: string }
  | {
      strategy: MessageStrategy;
      code?: string;
      /** The new password, for a strategy that resets it. */
      password?: string;
      signOutOfOtherSessions?: boolean;
    };

export type PrepareSecondFactorParams = {
  strategy: SignInSecondFactor["strategy"];
  phoneNumberId?: string;
};

export type AttemptSecondFactorParams = {
  strategy: "totp" | "phone_code" | "backup_code";
  code: string;
  /** Whether this client can skip the second factor for some time. */
  trustDevice?: boolean;
};

export type SignInEmailLinkParams = {
  emailAddressId: string;
  redirectUrl: string;
  strategy?: EmailLinkStrategy;
};

/** An attempt to sign in or to recover an account. Every call updates this object and returns it. */
export class SignIn {
  id: string | undefined;
  status: SignInStatus = "needs_identifier";
  identifier: string | null = null;
  supportedFirstFactors: SignInFirstFactor[] = [];
  supportedSecondFactors: SignInSecondFactor[] = [];
  firstFactorVerification = new Verification(null);
  secondFactorVerification = new Verification(null);
  createdSessionId: string | null = null;
  /** The link that `create` has sent, which the flow does not send again. */
  private sentByCreate: string | undefined;

  constructor(
    private readonly http: Http,
    private readonly changed: () => void,
    private readonly passkeys: PasskeyProvider = browserPasskeys,
  ) {}

  /** Forgets the attempt, so that the next call of `create` is the first one. The server lets it expire. */
  clear(): void {
    this.id = undefined;
    this.sentByCreate = undefined;
    this.update(NO_ATTEMPT);
  }

  /** Updates the object and notifies listeners. */
  update(json: Omit<SignInJSON, "id" | "identifier"> & { id?: string; identifier: string | null }): this {
    const { firstFactorVerification, secondFactorVerification, ...plain } = json;
    Object.assign(this, plain);
    this.firstFactorVerification = new Verification(firstFactorVerification);
    this.secondFactorVerification = new Verification(secondFactorVerification);
    this.changed();
    return this;
  }

  /**
   * Whether a link has verified the first factor but the sign-in is incomplete, for example without a second factor.
   */
  get isConfirmedByLink(): boolean {
    const { status, strategy } = this.firstFactorVerification;
    return (
      status === "verified" && isLink(strategy) && this.status !== "complete" && this.status !== "abandoned"
    );
  }

  /** Creates an attempt. A password is verified, or the message of a strategy is sent, in the same call. */
  async create(params: SignInCreateParams): Promise<this> {
    const created = this.update(await this.http.post<SignInJSON>("/sign-ins", params));
    this.sentByCreate = isLink(params.strategy) ? keyOf(params.strategy, params.redirectUrl) : undefined;
    return created;
  }

  /** Signs in with a passkey of any user, which counts as two factors. The attempt is then complete. */
  async authenticateWithPasskey(): Promise<this> {
    const { options } = await this.http.post<{ options: PasskeyOptions }>("/sign-ins/passkey-options");
    const credential = await this.passkeys.get(options);
    const session = await this.http.post<SessionJSON>("/sign-ins/passkey", { credential });
    this.id = undefined;
    this.identifier = null;
    this.supportedFirstFactors = [];
    this.supportedSecondFactors = [];
    this.firstFactorVerification = new Verification(null);
    this.secondFactorVerification = new Verification(null);
    this.status = "complete";
    this.createdSessionId = session.id;
    this.changed();
    return this;
  }

  /** Reloads the attempt from the server. */
  async reload(): Promise<this> {
    return this.update(await this.http.get<SignInJSON>(this.path));
  }

  /** Sends a code or link that verifies the first factor. */
  prepareFirstFactor(params: PrepareFirstFactorParams): Promise<this> {
    this.sentByCreate = undefined;
    return this.call("prepare-first-factor", params);
  }

  /** Verifies the first factor with a password or a code. */
  attemptFirstFactor(params: AttemptFirstFactorParams): Promise<this> {
    return this.call("attempt-first-factor", params);
  }

  /** Sets the new password after the first factor of a reset was verified. */
  resetPassword(params: { password: string; signOutOfOtherSessions?: boolean }): Promise<this> {
    return this.call("reset-password", params);
  }

  /** Sends a code by SMS, to the first number by default. Other strategies need no preparation. */
  prepareSecondFactor(params: PrepareSecondFactorParams): Promise<this> {
    return this.call("prepare-second-factor", params);
  }

  /** Verifies the second factor with a code. */
  attemptSecondFactor(params: AttemptSecondFactorParams): Promise<this> {
    return this.call("attempt-second-factor", params);
  }

  /** Creates a flow that sends an email link and waits until it is opened, here or elsewhere. */
  createEmailLinkFlow = (): EmailLinkFlow<SignInEmailLinkParams, SignIn> =>
    this.linkFlow((params) => this.sendLink(params));

  /** Creates a flow that waits for a link that was sent already. */
  createSentEmailLinkFlow = (): EmailLinkFlow<void, SignIn> => this.linkFlow(async () => undefined);

  private linkFlow<Params>(send: (params: Params) => Promise<void>): EmailLinkFlow<Params, SignIn> {
    return emailLinkFlow<Params, SignIn>(this, {
      send,
      reload: () => this.reload(),
      verification: () => this.firstFactorVerification,
      goOn: () => this.goOn(),
      showsMatchNumber: this.http.showsMatchNumber,
    });
  }

  /** The older name of `createEmailLinkFlow`. */
  createMagicLinkFlow = (): MagicLinkFlow<SignInEmailLinkParams, SignIn> =>
    withLegacyNames(this.createEmailLinkFlow());

  private async sendLink(params: SignInEmailLinkParams): Promise<void> {
    const { strategy = "email_link", ...link } = params;
    if (this.sentByCreate === keyOf(strategy, link.redirectUrl)) {
      this.sentByCreate = undefined;
      return;
    }
    await this.prepareFirstFactor({ strategy, ...link });
  }

  private async goOn(): Promise<void> {
    const isWaiting = this.status === "needs_first_factor";
    if (isWaiting && !this.firstFactorVerification.verifiedFromTheSameClient()) {
      await this.attemptFirstFactor({ strategy: "email_link" });
    }
  }

  private get path(): string {
    if (this.id === undefined) throw new Error("There is no sign-in yet: call create() first.");
    return `/sign-ins/${this.id}`;
  }

  private async call(step: string, params: object): Promise<this> {
    const { path } = this;
    const json = await this.http.post<SignInJSON>(`${path}/${step}`, params);
    return this.id === json.id ? this.update(json) : this;
  }
}

const NO_ATTEMPT = {
  status: "needs_identifier" as const,
  identifier: null,
  supportedFirstFactors: [],
  supportedSecondFactors: [],
  firstFactorVerification: null,
  secondFactorVerification: null,
  createdSessionId: null,
};

const isLink = (strategy: string | null | undefined): strategy is EmailLinkStrategy =>
  strategy === "email_link" || strategy === "reset_password_email_link";

const keyOf = (strategy: EmailLinkStrategy, redirectUrl = "") => `${strategy} ${redirectUrl}`;
