import { expect } from "@playwright/test";
import { TOTP } from "otpauth";

const PERIOD_SECONDS = 30;
/** Remaining seconds of a time step in which a code of the previous step still arrives in time. */
const SAFE_SECONDS = 15;

/** An authenticator app. It returns each code once, because the server accepts each code once. */
export class Authenticator {
  private readonly totp: TOTP;
  private lastStep = 0;

  /** @param secret in Base32, as shown on the page */
  constructor(secret: string) {
    this.totp = new TOTP({ secret: secret.replaceAll(" ", "") });
  }

  /**
   * Returns the next code that was not returned before. The third of three calls in a row may wait for its time step.
   */
  async code(): Promise<string> {
    const step = Math.max(this.lastStep + 1, firstStep());
    await expect.poll(currentStep, { timeout: 2 * PERIOD_SECONDS * 1000 }).toBeGreaterThanOrEqual(step - 1);
    this.lastStep = step;
    return this.totp.generate({ timestamp: step * PERIOD_SECONDS * 1000 });
  }

  /** Returns a code that the server does not accept now. */
  wrongCode(): string {
    const near = [-2, -1, 0, 1, 2].map((steps) =>
      this.totp.generate({ timestamp: Date.now() + steps * PERIOD_SECONDS * 1000 }),
    );
    const wrong = ["000000", "111111", "222222", "333333", "444444", "555555"].find(
      (code) => !near.includes(code),
    );
    return wrong ?? "";
  }
}

const seconds = () => Date.now() / 1000;
const currentStep = () => Math.floor(seconds() / PERIOD_SECONDS);

/** Returns the first time step to use. The server also accepts the previous step while the current one lasts. */
function firstStep(): number {
  const isSafe = PERIOD_SECONDS - (seconds() % PERIOD_SECONDS) > SAFE_SECONDS;
  return currentStep() - (isSafe ? 1 : 0);
}
