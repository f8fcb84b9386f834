import { config } from "@/lib/config";
import { deliveryAvailable } from "@/lib/notifications/outbox";
import type { SignUpMode } from "@/lib/settings-schema";

export { passkeysAvailable } from "@/lib/factors/passkey/relying-party";

/** Whether messages can be sent. Otherwise "Forgot password?" is not available. */
export function isMessagingEnabled(): boolean {
  return deliveryAvailable("email") || deliveryAvailable("sms");
}

/** Whether users can sign up, which requires a verification email. Who can is up to `signUpMode`. */
export function signUpAvailable(): boolean {
  return deliveryAvailable("email");
}

/** Returns who can sign up. */
export function signUpMode(): SignUpMode {
  return config().signUp.mode;
}

/** Whether pages offer sign-up to every reader. */
export function isSignUpOffered(): boolean {
  return signUpAvailable() && signUpMode() === "open";
}

/** Whether users can have a username and sign in with it. */
export function usernamesEnabled(): boolean {
  return config().usernames;
}

/** Whether SMS can be sent. */
export function isSmsEnabled(): boolean {
  return deliveryAvailable("sms");
}

/** Returns the settings that the page for a new password shows. */
export function newPasswordSettings() {
  const { password, passwordReset } = config();
  return {
    minLength: password.minLength,
    signOutOthers: passwordReset.signOutOthers,
  };
}

/** Returns the lifetimes and the cooldown of messages, for pages that send one. */
export function messageSettings() {
  const { codes, links } = config();
  return {
    codeTtlSeconds: codes.ttlSeconds,
    linkTtlSeconds: links.ttlSeconds,
    resendCooldownSeconds: codes.resendCooldownSeconds,
  };
}

/** Returns the number of days in which a user can cancel the deletion of their account. */
export function deletionGraceDays(): number {
  return config().accountDeletion.graceDays;
}

/** Whether the page of a password reset asks for the code before the new password. */
export function isResetCodeFirst(): boolean {
  return config().passwordReset.steps === "two";
}
