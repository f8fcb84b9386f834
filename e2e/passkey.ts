import { type CDPSession, expect, type Page } from "@playwright/test";
import { shownBackupCodes } from "./two-step";

/** A device that keeps passkeys, as Chromium plays one. Nobody is at it until `present` says so. */
export class Device {
  private constructor(
    private readonly cdp: CDPSession,
    private readonly authenticatorId: string,
  ) {}

  /** @param autofill whether the browser lists passkeys among what it fills forms with: then whoever is there comes in at once */
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

  /** Whether somebody is at the device and unlocks it, whenever they are asked to. */
  async present(enabled: boolean): Promise<void> {
    const { authenticatorId } = this;
    await this.cdp.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled });
  }

  /** Puts a copy that has never been used in the place of its passkey. */
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

/** Adds a passkey on the page of somebody who has just signed in; returns the backup codes that come with a first one. */
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

/** Answers with a passkey where one can be used. */
export async function answerByPasskey(page: Page, device: Device): Promise<void> {
  const button = page.getByRole("button", { name: "Use a passkey" });
  await expect(button).toBeVisible();
  await device.present(true);
  await button.click();
}

/** Signs in by a passkey, with the button. */
export async function signInByPasskey(page: Page, device: Device): Promise<void> {
  await device.present(false);
  await page.goto("/sign-in");
  await answerByPasskey(page, device);
}

/** Catches what a browser sends as the answer of its next passkey. */
export async function caughtAnswer(page: Page, act: () => Promise<void>): Promise<string> {
  const request = page.waitForRequest((sent) => sent.postData()?.includes("clientDataJSON") ?? false);
  await act();
  const body = (await request).postData() ?? "";
  return /\{"id":.*"clientDataJSON".*\}/.exec(body)?.[0] ?? "";
}
