import { type EmailLinkFlow, emailLinkFlow, type MagicLinkFlow, withLegacyNames } from "./email-link-flow";
import type { Http } from "./http";
import type {
  EmailLinkStrategy,
  MessageStrategy,
  SignInFirstFactor,
  SignInJSON,
  SignInSecondFactor,
  SignInStatus,
} from "./types";
import { Verification } from "./verification";

export type SignInCreateParams = {
  identifier: string;
  password?: string;
  strategy?: MessageStrategy | "password";
  /** Where the page of a link leads once the link has ended. */
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
      /** With a strategy that resets: the new one. */
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
  /** Whether this client need not prove a second factor for a while. */
  trustDevice?: boolean;
};

export type SignInEmailLinkParams = {
  emailAddressId: string;
  redirectUrl: string;
  strategy?: EmailLinkStrategy;
};

/** An attempt to sign in, or to recover. The same object stays; each call brings it up to date and gives it back. */
export class SignIn {
  id: string | undefined;
  status: SignInStatus = "needs_identifier";
  identifier: string | null = null;
  supportedFirstFactors: SignInFirstFactor[] = [];
  supportedSecondFactors: SignInSecondFactor[] = [];
  firstFactorVerification = new Verification(null);
  secondFactorVerification = new Verification(null);
  createdSessionId: string | null = null;
  /** The link that `create` has sent, which need not be sent once more to be waited for. */
  private sentByCreate: string | undefined;

  constructor(
    private readonly http: Http,
    private readonly changed: () => void,
  ) {}

  /** Takes over how things stand. */
  update(json: SignInJSON): this {
    const { firstFactorVerification, secondFactorVerification, ...plain } = json;
    Object.assign(this, plain);
    this.firstFactorVerification = new Verification(firstFactorVerification);
    this.secondFactorVerification = new Verification(secondFactorVerification);
    this.changed();
    return this;
  }

  /** Whether a link has verified the first factor and something is left to do, such as the second factor. */
  get isConfirmedByLink(): boolean {
    const { status, strategy } = this.firstFactorVerification;
    return (
      status === "verified" && isLink(strategy) && this.status !== "complete" && this.status !== "abandoned"
    );
  }

  /** Begins an attempt; with a password or a strategy its first step is taken at once. */
  async create(params: SignInCreateParams): Promise<this> {
    const created = this.update(await this.http.post<SignInJSON>("/sign-ins", params));
    this.sentByCreate = isLink(params.strategy) ? keyOf(params.strategy, params.redirectUrl) : undefined;
    return created;
  }

  /** Looks how the attempt stands. */
  async reload(): Promise<this> {
    return this.update(await this.http.get<SignInJSON>(this.path));
  }

  /** Sends a code or link that proves the first factor. */
  prepareFirstFactor(params: PrepareFirstFactorParams): Promise<this> {
    this.sentByCreate = undefined;
    return this.call("prepare-first-factor", params);
  }

  /** Tries a password or a code. */
  attemptFirstFactor(params: AttemptFirstFactorParams): Promise<this> {
    return this.call("attempt-first-factor", params);
  }

  /** Sets the new password, once the first factor of a reset is proven. */
  resetPassword(params: { password: string; signOutOfOtherSessions?: boolean }): Promise<this> {
    return this.call("reset-password", params);
  }

  /** Sends a text message with a code; without a number, to the first that there is. The others need no sending. */
  prepareSecondFactor(params: PrepareSecondFactorParams): Promise<this> {
    return this.call("prepare-second-factor", params);
  }

  /** Tries a code of the second factor. */
  attemptSecondFactor(params: AttemptSecondFactorParams): Promise<this> {
    return this.call("attempt-second-factor", params);
  }

  /** What sends an email link and waits until it is opened, here or elsewhere. */
  createEmailLinkFlow = (): EmailLinkFlow<SignInEmailLinkParams, SignIn> =>
    emailLinkFlow<SignInEmailLinkParams, SignIn>(this, {
      send: (params) => this.sendLink(params),
      reload: () => this.reload(),
      verification: () => this.firstFactorVerification,
      goOn: () => this.goOn(),
    });

  /** The same by its older name. */
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
    return this.update(await this.http.post<SignInJSON>(`${this.path}/${step}`, params));
  }
}

const isLink = (strategy: string | null | undefined): strategy is EmailLinkStrategy =>
  strategy === "email_link" || strategy === "reset_password_email_link";

const keyOf = (strategy: EmailLinkStrategy, redirectUrl = "") => `${strategy} ${redirectUrl}`;
