import { createHash, timingSafeEqual } from "node:crypto";

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Whether a request carries a secret as its bearer token (RFC 6750 §2.1). The comparison takes constant time. */
export function hasBearerToken(headers: Headers, secret: string): boolean {
  const token = /^Bearer (.+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  return token !== undefined && timingSafeEqual(digest(token), digest(secret));
}
