import { type CDPSession, expect, type Page } from "@playwright/test";
import { shownBackupCodes } from "./two-step";

/** A virtual authenticator of Chromium that stores passkeys. It does not respond until `present(true)` is called. */
export class Device {
  private constructor(
    private readonly cdp: CDPSession,
    private readonly authenticatorId: string,
  ) {}

  /**
   * @param autofill whether the browser offers passkeys in autofill; the page then signs in as soon as the user is
   * present
   */
  static async of(page: Page, { autofill = false } = {}): Promise<Device> {
    if (!autofill) {
      await page.addInitScript(() => {
        PublicKeyCredential.isConditionalMediationAvailable = async () => false;
      });
    }
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("WebAuthn.enable");
    const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: false,
      },
    });
    return new Device(cdp, authenticatorId);
  }

  /** Sets whether the user is present and unlocks the device on request. */
  async present(enabled: boolean): Promise<void> {
    const { authenticatorId } = this;
    await this.cdp.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled });
  }

  /** Replaces the passkey with a copy whose signature counter is zero. */
  async copyFromTheStart(): Promise<void> {
    const { authenticatorId } = this;
    const { credentials } = await this.cdp.send("WebAuthn.getCredentials", { authenticatorId });
    for (const credential of credentials) {
      const { credentialId } = credential;
      await this.cdp.send("WebAuthn.removeCredential", { authenticatorId, credentialId });
      await this.cdp.send("WebAuthn.addCredential", {
        authenticatorId,
        credential: { ...credential, signCount: 0 },
      });
    }
  }
}

/** Adds a passkey for a user who has just signed in. Returns the backup codes that the first passkey comes with. */
export async function addPasskey(page: Page, device: Device): Promise<string[]> {
  await page.goto("/account/passkeys");
  await device.present(true);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  const codes = await shownBackupCodes(page);
  await device.present(false);
  await page.getByRole("link", { name: "I have saved them" }).click();
  await expect(page.getByRole("button", { name: /^Remove / })).toBeVisible();
  return codes;
}

/** Clicks "Use a passkey" and confirms on the device. */
export async function answerByPasskey(page: Page, device: Device): Promise<void> {
  const button = page.getByRole("button", { name: "Use a passkey" });
  await expect(button).toBeVisible();
  await device.present(true);
  await button.click();
}

/** Opens the sign-in page and signs in by passkey with the button. */
export async function signInByPasskey(page: Page, device: Device): Promise<void> {
  await device.present(false);
  await page.goto("/sign-in");
  await answerByPasskey(page, device);
}

/** Runs `act` and returns the passkey response that the browser sends. */
export async function caughtAnswer(page: Page, act: () => Promise<void>): Promise<string> {
  const request = page.waitForRequest((sent) => sent.postData()?.includes("clientDataJSON") ?? false);
  await act();
  const body = (await request).postData() ?? "";
  return /\{"id":.*"clientDataJSON".*\}/.exec(body)?.[0] ?? "";
}
