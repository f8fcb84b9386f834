import type { AuthClient } from "../../auth-client";
import type { SignIn as SignInResource } from "../../sign-in";
import type {
  MessageStrategy,
  SignInStatus as ServerStatus,
  SignInFirstFactor,
  SignInSecondFactor,
} from "../../types";
import type { Verification } from "../../verification";
import { Attempt, defined } from "./attempt";
import { EmailLinkMethods, linkVerification } from "./email-link";
import type { MethodResult } from "./method-result";

/** The statuses of the server, and one that it never returns, because it asks for a second factor instead. */
export type SignInStatus = ServerStatus | "needs_client_trust";

/** The identifier, under one of its names. */
type Identifier = { identifier?: string; emailAddress?: string; phoneNumber?: string };

export type SignInCreateParams = {
  identifier?: string;
  password?: string;
  strategy?: MessageStrategy | "password";
  redirectUrl?: string;
};
export type SignInPasswordParams = Identifier & { password: string };
export type EmailCodeSendParams = { emailAddress?: string; emailAddressId?: string };
export type PhoneCodeSendParams = { phoneNumber?: string; phoneNumberId?: string; channel?: "sms" };
export type EmailLinkSendParams = EmailCodeSendParams & {
  /** The page that the link redirects to after it was opened. */
  verificationUrl: string;
};
export type CodeParams = { code: string };
export type SubmitPasswordParams = { password: string; signOutOfOtherSessions?: boolean };

const FIELDS = ["identifier", "password", "code"] as const;

/** An attempt to sign in or to reset a password. Every method resolves to `{error}` and updates this object. */
export class SignIn extends Attempt<(typeof FIELDS)[number]> {
  constructor(client: AuthClient) {
    super(client, FIELDS);
  }

  private get resource(): SignInResource {
    return this.client.client.signIn;
  }

  get id(): string | undefined {
    return this.resource.id;
  }

  get status(): SignInStatus {
    return this.resource.status;
  }

  get identifier(): string | null {
    return this.resource.identifier;
  }

  get supportedFirstFactors(): SignInFirstFactor[] {
    return this.resource.supportedFirstFactors;
  }

  get supportedSecondFactors(): SignInSecondFactor[] {
    return this.resource.supportedSecondFactors;
  }

  get firstFactorVerification(): Verification {
    return this.resource.firstFactorVerification;
  }

  get secondFactorVerification(): Verification {
    return this.resource.secondFactorVerification;
  }

  get createdSessionId(): string | null {
    return this.resource.createdSessionId;
  }

  /** Always false: a sign-in is never converted to a sign-up. */
  get isTransferable(): boolean {
    return false;
  }

  /** Creates the attempt. With a password or a strategy, the password is verified or the message sent in this call. */
  create = (params: SignInCreateParams): Promise<MethodResult> =>
    this.run(() => this.resource.create({ ...params, identifier: params.identifier ?? "" }));

  /** Verifies the password: of the current attempt, or of a new one for an identifier. */
  password = ({ password, ...given }: SignInPasswordParams): Promise<MethodResult> =>
    this.run(() => {
      const identifier = given.identifier ?? given.emailAddress ?? given.phoneNumber;
      return identifier === undefined && this.id !== undefined
        ? this.resource.attemptFirstFactor({ strategy: "password", password })
        : this.resource.create({ identifier: identifier ?? "", password });
    });

  readonly emailCode = {
    /** Sends a code: to an address of the current attempt, or to the address of a new one. */
    sendCode: ({ emailAddress, emailAddressId }: EmailCodeSendParams = {}): Promise<MethodResult> =>
      this.run(() => this.send("email_code", emailAddress, { emailAddressId })),
    /** Verifies the code. */
    verifyCode: ({ code }: CodeParams): Promise<MethodResult> => this.verify("email_code", code),
  };

  readonly phoneCode = {
    /** Sends an SMS: to a number of the current attempt, or to the number of a new one. */
    sendCode: ({ phoneNumber, phoneNumberId }: PhoneCodeSendParams = {}): Promise<MethodResult> =>
      this.run(() => this.send("phone_code", phoneNumber, { phoneNumberId })),
    /** Verifies the code. */
    verifyCode: ({ code }: CodeParams): Promise<MethodResult> => this.verify("phone_code", code),
  };

  readonly emailLink = new EmailLinkMethods<EmailLinkSendParams>({
    sendLink: ({ emailAddress, emailAddressId, verificationUrl }) =>
      this.run(() => this.send("email_link", emailAddress, { emailAddressId, redirectUrl: verificationUrl })),
    waitForVerification: () => this.wait(() => this.resource.createSentEmailLinkFlow()),
    verification: () => linkVerification(this.resource.firstFactorVerification, this.createdSessionId),
  });

  readonly resetPasswordEmailCode = this.passwordReset("reset_password_email_code");
  readonly resetPasswordPhoneCode = this.passwordReset("reset_password_phone_code");

  readonly mfa = {
    /** Sends an SMS to the first number that is a second factor. */
    sendPhoneCode: (): Promise<MethodResult> =>
      this.run(() => this.resource.prepareSecondFactor({ strategy: "phone_code" })),
    /** Verifies the code of the SMS. */
    verifyPhoneCode: ({ code }: CodeParams): Promise<MethodResult> => this.verifySecond("phone_code", code),
    /** Verifies a code of an authenticator app. */
    verifyTOTP: ({ code }: CodeParams): Promise<MethodResult> => this.verifySecond("totp", code),
    /** Verifies a backup code. */
    verifyBackupCode: ({ code }: CodeParams): Promise<MethodResult> => this.verifySecond("backup_code", code),
  };

  protected clear(): void {
    this.resource.clear();
  }

  private passwordReset(strategy: "reset_password_email_code" | "reset_password_phone_code") {
    return {
      /** Sends a code to the first address or number of the account, or to the identifier of the attempt. */
      sendCode: (): Promise<MethodResult> => this.run(() => this.send(strategy, undefined, {})),
      /** Verifies the code. The attempt then needs a new password. */
      verifyCode: ({ code }: CodeParams): Promise<MethodResult> => this.verify(strategy, code),
      /** Sets the new password. Signs out all other sessions by default. */
      submitPassword: (params: SubmitPasswordParams): Promise<MethodResult> =>
        this.run(() => this.resource.resetPassword(params)),
    };
  }

  private verify(strategy: MessageStrategy, code: string): Promise<MethodResult> {
    return this.run(() => this.resource.attemptFirstFactor({ strategy, code }));
  }

  private verifySecond(strategy: SignInSecondFactor["strategy"], code: string): Promise<MethodResult> {
    return this.run(() => this.resource.attemptSecondFactor({ strategy, code }));
  }

  /** Sends a message in the current attempt, or in a new one if it is for another identifier. */
  private send(strategy: MessageStrategy, identifier: string | undefined, given: MessageParams) {
    const { status } = this.resource;
    const isOwn = identifier === undefined || identifier === this.identifier;
    if (identifier !== undefined && (!isOwn || status !== "needs_first_factor")) {
      return this.resource.create({ identifier, strategy, ...defined({ redirectUrl: given.redirectUrl }) });
    }
    return this.resource.prepareFirstFactor({
      strategy,
      ...defined({ ...this.recipient(strategy), ...defined(given) }),
    });
  }

  /** Returns the address or number for a strategy: the identifier of the attempt, if it is one of them. */
  private recipient(strategy: MessageStrategy): MessageParams {
    const factors = this.supportedFirstFactors.filter((factor) => factor.strategy === strategy);
    const factor =
      factors.find((one) => "safeIdentifier" in one && one.safeIdentifier === this.identifier) ?? factors[0];
    if (factor && "emailAddressId" in factor) return { emailAddressId: factor.emailAddressId };
    return factor && "phoneNumberId" in factor ? { phoneNumberId: factor.phoneNumberId } : {};
  }
}

/** The recipient of a message, and the page of its link. */
type MessageParams = {
  emailAddressId?: string | undefined;
  phoneNumberId?: string | undefined;
  redirectUrl?: string | undefined;
};
