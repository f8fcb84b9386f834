import { isAPIResponseError } from "./errors";
import type { Verification } from "./verification";

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 4000;

/** Sends a link and waits until it is opened; and calls the waiting off. */
export type EmailLinkFlow<Params, Resource> = {
  startEmailLinkFlow: (params: Params) => Promise<Resource>;
  cancelEmailLinkFlow: () => void;
};

/** The same by its older name. */
export type MagicLinkFlow<Params, Resource> = {
  startMagicLinkFlow: (params: Params) => Promise<Resource>;
  cancelMagicLinkFlow: () => void;
};

type Steps<Params> = {
  send: (params: Params) => Promise<unknown>;
  /** Looks how things stand. */
  reload: () => Promise<unknown>;
  verification: () => Verification;
  /** Goes on, for the client that asked, with what was confirmed elsewhere. */
  goOn: () => Promise<unknown>;
};

/**
 * Makes the two functions of an email link flow. Starting it once more while the link is being sent sends none; calling it
 * off makes it end with the resource as it stands.
 */
export function emailLinkFlow<Params, Resource>(
  resource: Resource,
  { send, reload, verification, goOn }: Steps<Params>,
): EmailLinkFlow<Params, Resource> {
  let sending: Promise<unknown> | null = null;
  let run = 0;
  return {
    startEmailLinkFlow: async (params) => {
      const current = ++run;
      sending ??= send(params).finally(() => {
        sending = null;
      });
      await sending;
      for (let pause = FIRST_PAUSE_MS; run === current; pause = Math.min(pause * 1.25, LONGEST_PAUSE_MS)) {
        await new Promise((resolve) => setTimeout(resolve, pause));
        await whileOffline(reload);
        if (verification().status !== "unverified") break;
      }
      if (run === current && verification().status === "verified") await once(goOn, reload);
      return resource;
    },
    cancelEmailLinkFlow: () => {
      run++;
    },
  };
}

/** Gives a flow its older names. */
export function withLegacyNames<Params, Resource>({
  startEmailLinkFlow,
  cancelEmailLinkFlow,
}: EmailLinkFlow<Params, Resource>): MagicLinkFlow<Params, Resource> {
  return { startMagicLinkFlow: startEmailLinkFlow, cancelMagicLinkFlow: cancelEmailLinkFlow };
}

/** Whoever waits may be without a network, or the server without its database, for a while. */
async function whileOffline(look: () => Promise<unknown>): Promise<void> {
  try {
    await look();
  } catch (error) {
    if (!isAPIResponseError(error) || (error.status !== 0 && error.status < 500)) throw error;
  }
}

/** Of several tabs that wait for the same link one goes on; the others see that it has. */
async function once(goOn: () => Promise<unknown>, look: () => Promise<unknown>): Promise<void> {
  try {
    await goOn();
  } catch (error) {
    if (!isAPIResponseError(error) || error.errors[0].code !== "client_state_invalid") throw error;
    await look();
  }
}
