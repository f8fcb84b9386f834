import { isAPIResponseError } from "./errors";

/**
 * Returns the result of a call that prepares a verification. If the server rejects it, because another client has
 * verified the identifier since it was loaded, returns the reloaded identifier instead.
 */
export async function unlessVerified<Resource>(
  prepared: Promise<Resource>,
  reload: () => Promise<Resource>,
  isVerified: () => boolean,
): Promise<Resource> {
  try {
    return await prepared;
  } catch (error) {
    if (!isAPIResponseError(error) || error.errors[0].code !== "client_state_invalid") throw error;
    const current = await reload();
    if (!isVerified()) throw error;
    return current;
  }
}
