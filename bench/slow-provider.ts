import { readForm, sendForm } from "@/e2e/raw-form";
import { App } from "@/e2e/servers/app";
import { startSmtpSink } from "@/e2e/servers/smtp";
import { addressOf, TEST_USER_COUNT } from "@/e2e/users";

const PROVIDER_TAKES_MS = 5000;
const LANES = 4;

/**
 * Returns how long a reset request takes at the 95th percentile, in milliseconds, while the mail server takes five
 * seconds.
 */
export async function measureSlowProvider(): Promise<number> {
  const smtp = await startSmtpSink(0, PROVIDER_TAKES_MS);
  const settings = {
    SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
    INBOX: "off",
    RATE_LIMITS: "off",
    LOG_LEVEL: "warn",
  };
  const app = await App.start("postgres", settings);
  const form = await readForm(`${app.url}/forgot-password`, "identifier");
  const times: number[] = [];
  const lane = async (first: number) => {
    for (let index = first; index < TEST_USER_COUNT; index += LANES) {
      const startedAt = performance.now();
      await sendForm(form, { identifier: addressOf(index) });
      times.push(performance.now() - startedAt);
    }
  };
  await Promise.all(Array.from({ length: LANES }, (_, first) => lane(first)));
  await app.stop("SIGKILL");
  await smtp.stop();
  return Math.round(times.sort((a, b) => a - b)[Math.floor(0.95 * times.length)] ?? 0);
}
