import { isAPIResponseError } from "./errors";
import { showMatchNumber } from "./match-number-dialog";
import type { Verification } from "./verification";

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 4000;

/** How long a page has to read the number after the link was sent, before the client shows it. */
const RENDERING_MS = 500;

/** Sends a link and waits until it is opened, and can stop waiting. */
export type EmailLinkFlow<Params, Resource> = {
  startEmailLinkFlow: (params: Params) => Promise<Resource>;
  cancelEmailLinkFlow: () => void;
};

/** The same flow with its older names. */
export type MagicLinkFlow<Params, Resource> = {
  startMagicLinkFlow: (params: Params) => Promise<Resource>;
  cancelMagicLinkFlow: () => void;
};

type Steps<Params> = {
  send: (params: Params) => Promise<unknown>;
  /** Reloads the state from the server. */
  reload: () => Promise<unknown>;
  verification: () => Verification;
  /** Continues, on the client that requested the link, after it was confirmed elsewhere. */
  goOn: () => Promise<unknown>;
  /** Whether to show the match number, if the page does not. */
  showsMatchNumber: boolean;
};

/**
 * Creates the two functions of an email link flow. Starting the flow again while the link is being sent does not send
 * another one. A cancellation, or another start, settles the flow at once with the resource in its current state.
 */
export function emailLinkFlow<Params, Resource>(
  resource: Resource,
  { send, reload, verification, goOn, showsMatchNumber }: Steps<Params>,
): EmailLinkFlow<Params, Resource> {
  let sending: Promise<unknown> | null = null;
  let current = new AbortController();

  async function run(params: Params, { signal }: AbortController): Promise<void> {
    sending ??= send(params).finally(() => {
      sending = null;
    });
    await sending;
    if (showsMatchNumber) void showNumber(verification, signal);
    let pause = FIRST_PAUSE_MS;
    while (!signal.aborted && verification().status !== "verified") {
      await wait(pause, signal);
      if (signal.aborted) return;
      await whileOffline(reload);
      if (verification().status !== "unverified") break;
      pause = Math.min(pause * 1.25, LONGEST_PAUSE_MS);
    }
    if (!signal.aborted && verification().status === "verified") await once(goOn, reload);
  }

  return {
    startEmailLinkFlow: async (params) => {
      current.abort();
      const own = new AbortController();
      current = own;
      try {
        await Promise.race([run(params, own), aborted(own.signal)]);
      } finally {
        own.abort();
      }
      return resource;
    },
    cancelEmailLinkFlow: () => current.abort(),
  };
}

/** Shows the match number until the signal is aborted, unless the page has read it. */
async function showNumber(verification: () => Verification, signal: AbortSignal): Promise<void> {
  const sent = verification();
  await wait(RENDERING_MS, signal);
  const number = sent.peekMatchNumber();
  const isShown = sent.isMatchNumberRead || verification().isMatchNumberRead;
  if (!signal.aborted && number !== null && !isShown) showMatchNumber(number, signal);
}

/** Waits for some time, or until the signal is aborted. */
function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
  });
}

/** Resolves when the signal is aborted. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}

/** Converts a flow to its older names. */
export function withLegacyNames<Params, Resource>({
  startEmailLinkFlow,
  cancelEmailLinkFlow,
}: EmailLinkFlow<Params, Resource>): MagicLinkFlow<Params, Resource> {
  return { startMagicLinkFlow: startEmailLinkFlow, cancelMagicLinkFlow: cancelEmailLinkFlow };
}

/** Ignores errors of an offline client or an unavailable server, which may recover while the flow waits. */
async function whileOffline(look: () => Promise<unknown>): Promise<void> {
  try {
    await look();
  } catch (error) {
    if (!isAPIResponseError(error) || (error.status !== 0 && error.status < 500)) throw error;
  }
}

/** Continues only once if several tabs wait for the same link. The other tabs reload the result. */
async function once(goOn: () => Promise<unknown>, look: () => Promise<unknown>): Promise<void> {
  try {
    await goOn();
  } catch (error) {
    if (!isAPIResponseError(error) || error.errors[0].code !== "client_state_invalid") throw error;
    await look();
  }
}
