import { expect } from "@playwright/test";
import { TOTP } from "otpauth";

const PERIOD_SECONDS = 30;
/** Enough left of a step for a code of the one before to arrive in time. */
const SAFE_SECONDS = 15;

/** Somebody's authenticator app: gives each code once, as the server takes each once. */
export class Authenticator {
  private readonly totp: TOTP;
  private lastStep = 0;

  /** @param secret as the page shows it, in Base32 */
  constructor(secret: string) {
    this.totp = new TOTP({ secret: secret.replaceAll(" ", "") });
  }

  /** The next code that was not given yet. Of three in a row the third may have to wait for its time. */
  async code(): Promise<string> {
    const step = Math.max(this.lastStep + 1, firstStep());
    await expect.poll(currentStep, { timeout: 2 * PERIOD_SECONDS * 1000 }).toBeGreaterThanOrEqual(step - 1);
    this.lastStep = step;
    return this.totp.generate({ timestamp: step * PERIOD_SECONDS * 1000 });
  }

  /** A code that is none of those the server takes now. */
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

/** The step before is taken as well, for as long as this one lasts. */
function firstStep(): number {
  const isSafe = PERIOD_SECONDS - (seconds() % PERIOD_SECONDS) > SAFE_SECONDS;
  return currentStep() - (isSafe ? 1 : 0);
}
