import { Secret, TOTP } from "otpauth";
import { config } from "@/lib/config";
import { decrypt, encrypt } from "@/lib/crypto/encryption";

const PERIOD_SECONDS = 30;
/** 160 bits, as RFC 4226 §4 recommends. */
const SECRET_BYTES = 20;
/** One step in each direction, because clocks differ and typing takes time (RFC 6238 §5.2). */
const WINDOW_STEPS = 1;

/** The parameters that every authenticator app assumes: SHA-1, six digits, thirty seconds. */
const totpOf = (base32: string, account = "") =>
  new TOTP({
    issuer: config().brand.name,
    label: account,
    secret: Secret.fromBase32(base32),
    algorithm: "SHA1",
    digits: 6,
    period: PERIOD_SECONDS,
  });

/** Generates a secret for an authenticator app, in Base32. */
export function makeTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/**
 * Returns the URI from which an authenticator app reads a secret, as a link or QR code.
 *
 * @param account the account name that the app shows
 */
export function totpUri(base32: string, account: string): string {
  return totpOf(base32, account).toString();
}

/** Encrypts a secret for storage. */
export function sealTotpSecret(base32: string): Uint8Array<ArrayBuffer> {
  return encrypt("totp", base32);
}

/** Decrypts a stored secret, to Base32. */
export function unsealTotpSecret(sealed: Uint8Array): string {
  return String(decrypt("totp", sealed));
}

/**
 * Returns the time step that a code belongs to.
 *
 * @param code six digits
 * @param nowSeconds seconds since 1970, by the database's clock
 * @returns the step, in units of thirty seconds since 1970, or `null` if the code belongs to no step within the window
 */
export function stepOfCode(base32: string, code: string, nowSeconds: number): number | null {
  const timestamp = nowSeconds * 1000;
  const totp = totpOf(base32);
  const delta = totp.validate({ token: code, timestamp, window: WINDOW_STEPS });
  return delta === null ? null : totp.counter({ timestamp }) + delta;
}

/** Generates the code of a point in time, for tests and demonstrations. */
export function codeAt(base32: string, nowSeconds: number): string {
  return totpOf(base32).generate({ timestamp: nowSeconds * 1000 });
}
