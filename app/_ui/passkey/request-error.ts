import type { LocalizedError } from "@/lib/errors";

/** A rejection by the server, with a localized message if the response has one. */
export class PasskeyRequestError extends Error {
  override name = "PasskeyRequestError";
  readonly code: string | undefined;

  constructor(error: LocalizedError | undefined) {
    super(error?.longMessage);
    this.code = error?.code;
  }
}
