/** One error in a response of the API, under the names that every server sends. */
export type APIErrorJSON = {
  code: string;
  message: string;
  /** A message for the user who filled in the form. */
  longMessage: string;
  meta: { paramName?: string; retryAfterSeconds?: number; lockoutExpiresInSeconds?: number | null };
};

/** One error, with the names that Clerk gives its fields beside ours. */
export type APIError = APIErrorJSON & {
  /** The same as `message`. */
  shortMessage: string;
  /** The same as `longMessage`. */
  long_message: string;
  /** `name` is the same as `paramName`. */
  meta: { name?: string };
};

export type TaskKey = "reset-password" | "choose-organization" | "setup-mfa";

/** A task of a pending session, and the page on which it is completed. */
export type SessionTask = { key: TaskKey; url: string };

type EmailCodeStrategy = "email_code" | "reset_password_email_code";
export type EmailLinkStrategy = "email_link" | "reset_password_email_link";
type PhoneCodeStrategy = "phone_code" | "reset_password_phone_code";
export type MessageStrategy = EmailCodeStrategy | EmailLinkStrategy | PhoneCodeStrategy;

export type PasswordFactor = { strategy: "password" };
export type EmailCodeFactor = {
  strategy: EmailCodeStrategy;
  emailAddressId: string;
  safeIdentifier: string;
};
export type EmailLinkFactor = {
  strategy: EmailLinkStrategy;
  emailAddressId: string;
  safeIdentifier: string;
};
export type PhoneCodeFactor = {
  strategy: PhoneCodeStrategy;
  phoneNumberId: string;
  safeIdentifier: string;
};
/** A method for the first factor of a sign-in. */
export type SignInFirstFactor = PasswordFactor | EmailCodeFactor | EmailLinkFactor | PhoneCodeFactor;

/** A method for the second factor of a sign-in. */
export type SignInSecondFactor =
  | { strategy: "totp" }
  | { strategy: "backup_code" }
  | { strategy: "phone_code"; phoneNumberId: string; safeIdentifier: string };

export type SignInStatus =
  | "needs_identifier"
  | "needs_first_factor"
  | "needs_new_password"
  | "needs_second_factor"
  | "complete"
  | "abandoned";

export type SignUpStatus = "missing_requirements" | "complete" | "abandoned";

export type VerificationStatus = "unverified" | "verified" | "expired" | "failed" | "transferable";

export type VerificationJSON = {
  status: Exclude<VerificationStatus, "transferable">;
  strategy: string | null;
  expireAt: number;
  attempts: number;
  matchNumber: number | null;
  sameClient: boolean | null;
};

export type SignInJSON = {
  id: string;
  status: SignInStatus;
  identifier: string;
  supportedFirstFactors: SignInFirstFactor[];
  supportedSecondFactors: SignInSecondFactor[];
  firstFactorVerification: VerificationJSON | null;
  secondFactorVerification: VerificationJSON | null;
  createdSessionId: string | null;
};

export type SignUpJSON = {
  id: string;
  status: SignUpStatus;
  emailAddress: string;
  phoneNumber: string | null;
  username?: string | null | undefined;
  verification: VerificationJSON;
  createdUserId: string | null;
  createdSessionId: string | null;
};

export type SessionJSON = {
  id: string;
  status: "active" | "pending";
  currentTask: SessionTask | null;
  tasks: SessionTask[];
  user: {
    id: string;
    name: string | null;
    username?: string | null | undefined;
    emailAddress: string | null;
  } | null;
  organization: { id: string; name: string; role: string } | null;
  expireAt: number;
  /** When the user last verified a factor. Missing in the response of an older server. */
  authenticatedAt?: number | null;
};

export type ClientJSON = {
  session: SessionJSON | null;
  signIn: SignInJSON | null;
  signUp: SignUpJSON | null;
};

export type EmailAddressJSON = {
  id: string;
  emailAddress: string;
  isVerified: boolean;
  isPrimary: boolean;
  verification: VerificationJSON | null;
};

export type PhoneNumberJSON = Omit<EmailAddressJSON, "emailAddress"> & { phoneNumber: string };

export type UserJSON = {
  id: string;
  name: string | null;
  username?: string | null | undefined;
  isAdmin: boolean;
  hasPassword: boolean;
  hasSecondFactor: boolean;
  createdAt: number;
  emailAddresses: EmailAddressJSON[];
  phoneNumbers: PhoneNumberJSON[];
  passkeys: PasskeyJSON[];
};

export type PasskeyJSON = {
  id: string;
  name: string;
  isSynced: boolean;
  createdAt: number;
  lastUsedAt: number | null;
};

/** The response to a new passkey. */
export type AddedPasskeyJSON = { passkey: PasskeyJSON; session: SessionJSON; backupCodes: string[] | null };

/** A role in an organization, the most powerful first. */
export type OrganizationRole = "owner" | "admin" | "member";

export type OrganizationJSON = { id: string; name: string; role: OrganizationRole; memberId: string };

export type MemberJSON = {
  id: string;
  userId: string;
  name: string | null;
  emailAddress: string | null;
  role: OrganizationRole;
  isSelf: boolean;
  assignableRoles: OrganizationRole[];
  canRemove: boolean;
};

export type InvitationJSON = {
  id: string;
  emailAddress: string;
  role: OrganizationRole;
  isExpired: boolean;
  expireAt: number;
  canManage: boolean;
};

export type ReceivedInvitationJSON = { id: string; organizationName: string; role: OrganizationRole };

export type DeviceJSON = {
  id: string;
  isCurrent: boolean;
  device: string;
  ipAddress: string | null;
  createdAt: number;
  lastActiveAt: number;
  expireAt: number;
};

/** The user that an email address, phone number or passkey belongs to. */
export type IdentifierOwner = {
  changed: () => void;
  reload: () => Promise<unknown>;
};
