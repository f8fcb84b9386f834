import { timingSafeEqual } from "node:crypto";
import { keyedHash } from "@/lib/crypto/hash";

/** What a notice of a new device is about: a client of a user, and the address to which the notice was sent. */
export type ReportedDevice = {
  /** A UUID. */
  userId: string;
  clientHash: Uint8Array<ArrayBuffer>;
  /** A UUID. */
  emailAddressId: string;
};

const UUID_BYTES = 16;
const HASH_BYTES = 32;
/** RFC 2104 §5: a message authentication code may be truncated to half of its length. */
const CODE_BYTES = 16;
const CONTENT_BYTES = UUID_BYTES + UUID_BYTES + HASH_BYTES;

const bytesOf = (uuid: string) => Buffer.from(uuid.replaceAll("-", ""), "hex");

const uuidOf = (bytes: Buffer) =>
  bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

const codeFor = (content: Buffer) =>
  Buffer.from(keyedHash("device-report", content.toString("base64url"))).subarray(0, CODE_BYTES);

/**
 * Returns the token with which the reader of a notice can report its device: what the notice is about, and a message
 * authentication code. It needs no row of its own, and a copy of the database is not enough to compute it.
 */
export function reportTokenOf({ userId, clientHash, emailAddressId }: ReportedDevice): string {
  const content = Buffer.concat([bytesOf(userId), bytesOf(emailAddressId), clientHash]);
  return Buffer.concat([content, codeFor(content)]).toString("base64url");
}

/** Returns what a token is about, or `null` if it is not authentic. */
export function readReportToken(token: string): ReportedDevice | null {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== CONTENT_BYTES + CODE_BYTES || bytes.toString("base64url") !== token) return null;
  const content = bytes.subarray(0, CONTENT_BYTES);
  if (!timingSafeEqual(codeFor(content), bytes.subarray(CONTENT_BYTES))) return null;
  return {
    userId: uuidOf(content.subarray(0, UUID_BYTES)),
    emailAddressId: uuidOf(content.subarray(UUID_BYTES, 2 * UUID_BYTES)),
    clientHash: new Uint8Array(content.subarray(2 * UUID_BYTES)),
  };
}
