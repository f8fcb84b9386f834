/**
 * Returns the user handle of a user: the bytes of the id, which reveal nothing about the user (WebAuthn §14.6.1).
 *
 * @param userId a UUID
 */
export function userHandle(userId: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(userId.replaceAll("-", ""), "hex"));
}

/**
 * Whether a user handle, as a browser sends it, identifies a user.
 *
 * @param handle base64url
 * @param userId a UUID
 */
export function isHandleOf(handle: string, userId: string): boolean {
  return handle === Buffer.from(userHandle(userId)).toString("base64url");
}
