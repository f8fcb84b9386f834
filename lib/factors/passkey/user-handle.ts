/**
 * A user as a passkey knows them: the bytes of their id, which tell nothing about them (WebAuthn §14.6.1).
 *
 * @param userId a UUID
 */
export function userHandle(userId: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(userId.replaceAll("-", ""), "hex"));
}

/**
 * Whether a user handle, as a browser sends it, stands for a user.
 *
 * @param handle base64url
 * @param userId a UUID
 */
export function isHandleOf(handle: string, userId: string): boolean {
  return handle === Buffer.from(userHandle(userId)).toString("base64url");
}
