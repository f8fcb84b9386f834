import { createHash, timingSafeEqual } from "node:crypto";

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Whether a request carries a secret as its bearer token; compared in constant time. */
export function carriesBearer(headers: Headers, secret: string): boolean {
  const [scheme, token] = (headers.get("authorization") ?? "").split(" ");
  return (
    scheme?.toLowerCase() === "bearer" &&
    token !== undefined &&
    timingSafeEqual(digest(token), digest(secret))
  );
}
