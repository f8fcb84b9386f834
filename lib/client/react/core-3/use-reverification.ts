"use client";

import { useCallback, useRef } from "react";
import { needsReauthentication } from "../../errors";
import { useLoadedClient } from "../context";

type NeedsReverification = {
  /** The factor to verify: a second one, for a user who has one. */
  level: "first_factor" | "second_factor";
  /** Repeats the call, after `session.attemptProof`. */
  complete: () => void;
  /** Rejects the call. */
  cancel: () => void;
};

type Options = {
  /** Shows the page's own form, instead of the dialog of the client. */
  onNeedsReverification?: (request: NeedsReverification) => void;
};

/** Thrown if the user cancelled a reverification. */
class ReverificationCancelledError extends Error {
  override readonly name = "ReverificationCancelledError";
  readonly code = "reverification_cancelled";
}

/** Whether a thrown value says that the user cancelled a reverification. */
export function isReverificationCancelledError(error: unknown): boolean {
  return error instanceof ReverificationCancelledError;
}

/**
 * Returns the function, which asks the user to reauthenticate when the server requires it, and is then called again.
 *
 * @param fetcher calls the server, and rejects with its error
 */
export function useReverification<Input extends unknown[], Result>(
  fetcher: (...input: Input) => Promise<Result>,
  options: Options = {},
): (...input: Input) => Promise<Result> {
  const { client } = useLoadedClient();
  const latest = useRef({ fetcher, options });
  latest.current = { fetcher, options };
  return useCallback(
    async (...input) => {
      const { fetcher: run, options: given } = latest.current;
      const call = () => client.withoutReauthentication(() => run(...input));
      try {
        return await call();
      } catch (error) {
        if (!needsReauthentication(error)) throw error;
      }
      const level = client.user?.hasSecondFactor ? "second_factor" : "first_factor";
      const { onNeedsReverification: ask } = given;
      const isDone = ask
        ? await new Promise<boolean>((resolve) => {
            ask({ level, complete: () => resolve(true), cancel: () => resolve(false) });
          })
        : await client.reauthenticate();
      if (!isDone) throw new ReverificationCancelledError("The user cancelled the verification.");
      return call();
    },
    [client],
  );
}
