import { pwnedPassword } from "hibp";
import { config } from "@/lib/config";
import { log } from "@/lib/log";
import { metrics } from "@/lib/metrics";

const TIMEOUT_MS = 1_000;

/**
 * Asks the breach service whether a password has leaked. Only the first five characters of its SHA-1 hash leave this
 * machine, and the response is padded, so that its size reveals nothing (Have I Been Pwned, range API v3).
 *
 * @returns `false` also if the service does not respond in time: the bundled list still applies, and the attempt
 *   continues
 */
export async function isBreachedPassword(password: string): Promise<boolean> {
  const { on, baseUrl } = config().breachCheck;
  if (!on) return false;
  try {
    const options = { baseUrl, addPadding: true, timeoutMs: TIMEOUT_MS, userAgent: "latchkey" };
    const isBreached = (await pwnedPassword(password, options)) > 0;
    metrics.breachChecks.inc({ result: isBreached ? "breached" : "not_found" });
    return isBreached;
  } catch (error) {
    metrics.breachChecks.inc({ result: "unavailable" });
    log.warn({ event: "breach_check.unavailable", reason: error instanceof Error ? error.name : "unknown" });
    return false;
  }
}
