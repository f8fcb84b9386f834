import type { AuthClient } from "../../auth-client";
import type { EmailLinkFlow } from "../../email-link-flow";
import type { Session } from "../../session";
import { ClientError, errorsByField, type MethodErrors, type MethodResult, noErrors } from "./method-result";

export type FinalizeParams = {
  /**
   * Navigates after the session was activated. `decorateUrl` returns its argument: the session needs no parameter in
   * the URL.
   */
  navigate?: (params: { session: Session | null; decorateUrl: (url: string) => string }) => unknown;
};

/** The state that both kinds of attempts have: the errors of the last method, and whether one is running. */
export abstract class Attempt<Field extends string> {
  errors: MethodErrors<Field>;
  fetchStatus: "idle" | "fetching" = "idle";
  /** Incremented with every change of the state. */
  version = 0;
  private running = 0;
  private isFinalized = false;
  private readonly listeners = new Set<() => void>();
  private cancelWaiting: () => void = () => undefined;

  protected constructor(
    protected readonly client: AuthClient,
    private readonly fields: readonly Field[],
  ) {
    this.errors = noErrors(fields);
  }

  protected abstract readonly createdSessionId: string | null;
  protected abstract readonly status: string | null;
  protected abstract clear(): void;

  /** Registers a listener that is called on every change. Returns a function that removes it. */
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Runs a method. Its error is returned and kept for the form, and not thrown. */
  protected async run(method: () => unknown): Promise<MethodResult> {
    this.running++;
    this.change(noErrors(this.fields));
    const { error } = await attempted(method);
    this.running--;
    this.change(error === null ? this.errors : errorsByField(error, this.fields));
    return { error };
  }

  /** Waits for a link. Meanwhile the form can run other methods, and another call ends this one. */
  protected async wait<Resource>(create: () => EmailLinkFlow<void, Resource>): Promise<MethodResult> {
    this.cancelWaiting();
    const { error } = await attempted(() => {
      const { startEmailLinkFlow, cancelEmailLinkFlow } = create();
      this.cancelWaiting = cancelEmailLinkFlow;
      return startEmailLinkFlow();
    });
    if (error !== null) this.change(errorsByField(error, this.fields));
    return { error };
  }

  private change(errors: MethodErrors<Field>): void {
    this.errors = errors;
    this.fetchStatus = this.running > 0 ? "fetching" : "idle";
    this.version++;
    for (const listener of this.listeners) listener();
  }

  /**
   * Activates the session of a completed attempt, then calls `navigate`. A session with a pending task leads to the page
   * in `taskUrls`, if there is one, otherwise to `navigate` or to the server's page of the task. If a reset creates no
   * session (`AFTER_PASSWORD_RESET=sign-in`), `navigate` gets `null`.
   */
  finalize = ({ navigate }: FinalizeParams = {}): Promise<MethodResult> =>
    this.run(async () => {
      if (this.status !== "complete") throw new Error("The attempt is not complete: it has no session yet.");
      await this.client.setActive({
        session: this.createdSessionId,
        ...(navigate && {
          navigate: ({ session }) => navigate({ session, decorateUrl: (url) => url }),
        }),
      });
      this.isFinalized = true;
    });

  /** Discards the attempt here, so that the next method starts another one. The server lets it expire. */
  reset = async (): Promise<MethodResult> => {
    this.isFinalized = false;
    this.cancelWaiting();
    this.clear();
    this.change(noErrors(this.fields));
    return { error: null };
  };

  /** Discards an attempt whose session was activated. The page that activated it has done its work. */
  discardFinalized = (): void => {
    if (this.isFinalized) void this.reset();
  };
}

async function attempted(method: () => unknown): Promise<MethodResult> {
  try {
    await method();
    return { error: null };
  } catch (thrown) {
    return { error: new ClientError(thrown) };
  }
}

type Given<Params> = { [Name in keyof Params]?: Exclude<Params[Name], undefined> };

/** Removes the parameters that are `undefined`. */
export function defined<Params extends object>(params: Params): Given<Params> {
  const given = Object.entries(params).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Given<Params>;
}
