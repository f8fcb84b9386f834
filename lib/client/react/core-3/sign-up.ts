import type { AuthClient } from "../../auth-client";
import type { SignUp as SignUpResource } from "../../sign-up";
import type { SignUpStatus } from "../../types";
import type { Verification } from "../../verification";
import { Attempt, defined } from "./attempt";
import { type EmailLinkVerification, linkVerification } from "./email-link";
import type { MethodResult } from "./method-result";

export type SignUpCreateParams = {
  emailAddress?: string;
  phoneNumber?: string;
  password?: string;
};
export type SignUpPasswordParams = SignUpCreateParams & { password: string };

const FIELDS = ["emailAddress", "phoneNumber", "password", "code"] as const;

type Field = (typeof FIELDS)[number];

/** An attempt to sign up. Every method resolves to `{error}` and updates this object. */
export class SignUp extends Attempt<Field> {
  readonly verifications: SignUpVerifications;

  constructor(client: AuthClient) {
    super(client, FIELDS);
    const { signUp } = client.client;
    this.verifications = new SignUpVerifications(signUp, {
      run: (method) => this.run(method),
      wait: () => this.wait(() => signUp.createSentEmailLinkFlow()),
    });
  }

  private get resource(): SignUpResource {
    return this.client.client.signUp;
  }

  get id(): string | undefined {
    return this.resource.id;
  }

  /** `missing_requirements` before the attempt was created, too. */
  get status(): SignUpStatus {
    return this.resource.status ?? "missing_requirements";
  }

  get emailAddress(): string | null {
    return this.resource.emailAddress;
  }

  get phoneNumber(): string | null {
    return this.resource.phoneNumber;
  }

  /** The fields that still need to be verified. */
  get unverifiedFields(): string[] {
    return this.resource.unverifiedFields;
  }

  /** The fields that still need a value: only the address, before the attempt was created. */
  get missingFields(): string[] {
    return this.resource.id === undefined ? ["email_address"] : [];
  }

  get createdUserId(): string | null {
    return this.resource.createdUserId;
  }

  get createdSessionId(): string | null {
    return this.resource.createdSessionId;
  }

  /** Always false: a sign-up is never converted to a sign-in. */
  get isTransferable(): boolean {
    return false;
  }

  /** Creates the attempt. */
  create = (params: SignUpCreateParams): Promise<MethodResult> =>
    this.run(() => this.resource.create({ ...params, emailAddress: params.emailAddress ?? "" }));

  /** Creates the attempt with a password. */
  password = (params: SignUpPasswordParams): Promise<MethodResult> => {
    const { emailAddress = this.emailAddress ?? "", phoneNumber = this.phoneNumber ?? undefined } = params;
    return this.run(() => this.resource.create({ ...params, emailAddress, ...defined({ phoneNumber }) }));
  };

  protected clear(): void {
    this.resource.clear();
  }
}

type Runner = {
  run: (method: () => unknown) => Promise<MethodResult>;
  wait: () => Promise<MethodResult>;
};

/** The verification of the address of a sign-up. */
export class SignUpVerifications {
  constructor(
    private readonly resource: SignUpResource,
    private readonly runner: Runner,
  ) {}

  get emailAddress(): Verification {
    return this.resource.verifications.emailAddress;
  }

  /** How the link ended; `null` before. On the page that a link redirects to, it is read from the URL. */
  get emailLinkVerification(): EmailLinkVerification | null {
    return linkVerification(this.emailAddress, this.resource.createdSessionId);
  }

  /** Sends a code to the address. */
  sendEmailCode = (): Promise<MethodResult> =>
    this.runner.run(() => this.resource.prepareEmailAddressVerification());

  /** Verifies the code. */
  verifyEmailCode = ({ code }: { code: string }): Promise<MethodResult> =>
    this.runner.run(() => this.resource.attemptEmailAddressVerification({ code }));

  /** Sends a link to the address. It redirects to `verificationUrl` after it was opened. */
  sendEmailLink = ({ verificationUrl }: { verificationUrl: string }): Promise<MethodResult> =>
    this.runner.run(() =>
      this.resource.prepareEmailAddressVerification({ strategy: "email_link", redirectUrl: verificationUrl }),
    );

  /** Waits until the link is opened, here or elsewhere, or expires. */
  waitForEmailLinkVerification = (): Promise<MethodResult> => this.runner.wait();
}
