import { config } from "@/lib/config";
import { deliveryAvailable } from "@/lib/notifications/outbox";

export { passkeysAvailable } from "@/lib/factors/passkey/relying-party";

/** Whether "Forgot password?" leads anywhere: only where messages can be sent. */
export function isMessagingEnabled(): boolean {
  return deliveryAvailable("email") || deliveryAvailable("sms");
}

/** Whether signing up leads anywhere: an address has to be proven. */
export function signUpAvailable(): boolean {
  return deliveryAvailable("email");
}

/** Whether text messages can be sent. */
export function isSmsEnabled(): boolean {
  return deliveryAvailable("sms");
}

/** The settings that the page for a new password shows. */
export function newPasswordSettings() {
  const { password, passwordReset } = config();
  return {
    minLength: password.minLength,
    signOutOthers: passwordReset.signOutOthers,
  };
}

/** The settings that pages show of what they send. */
export function messageSettings() {
  const { codes, links } = config();
  return {
    codeTtlSeconds: codes.ttlSeconds,
    linkTtlSeconds: links.ttlSeconds,
    resendCooldownSeconds: codes.resendCooldownSeconds,
  };
}

/** How many days somebody has to change their mind about deleting their account. */
export function deletionGraceDays(): number {
  return config().accountDeletion.graceDays;
}

/** Whether everybody has to work in an organization. */
export function isOrganizationRequired(): boolean {
  return config().tasks.requireOrganization;
}
