export {
  AuthClient,
  type AuthClientOptions,
  type HandleEmailLinkParams,
  type SetActiveParams,
  type SignOutParams,
} from "./auth-client";
export type { EmailAddress } from "./email-address";
export type { EmailLinkFlow, MagicLinkFlow } from "./email-link-flow";
export {
  APIResponseError,
  EmailLinkError,
  EmailLinkErrorCode,
  isAPIResponseError,
  isEmailLinkError,
} from "./errors";
export type {
  List,
  Organization,
  OrganizationInvitation,
  OrganizationMembership,
  UserOrganizationInvitation,
} from "./organization";
export type { Passkey } from "./passkey";
export type { PhoneNumber } from "./phone-number";
export type { Session } from "./session";
export type { SignIn } from "./sign-in";
export type { SignUp } from "./sign-up";
export { memoryTokens, type TokenStore } from "./tokens";
export type {
  APIError,
  EmailCodeFactor,
  EmailLinkFactor,
  OrganizationRole,
  PasswordFactor,
  PhoneCodeFactor,
  SessionTask,
  SignInFirstFactor,
  SignInSecondFactor,
  TaskKey,
} from "./types";
export type { User } from "./user";
export type { Verification } from "./verification";
export type { PasskeyOptions, PasskeyProvider } from "./web-authn";
