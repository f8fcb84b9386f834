import { navigateTo, page } from "./browser";
import { type APIResponseError, isAPIResponseError, sessionNotHeld } from "./errors";
import { Http } from "./http";
import { readLinkOutcome } from "./link-verification";
import {
  type List,
  Organization,
  type OrganizationContext,
  type OrganizationMembership,
  ownMemberships,
  receivedInvitations,
  type UserOrganizationInvitation,
} from "./organization";
import { PasswordReset } from "./password-reset";
import { reauthenticateInDialog } from "./reauthentication-dialog";
import { type ServerOptions, serverOrigin } from "./server-origin";
import { Session } from "./session";
import { SignIn } from "./sign-in";
import { SignUp } from "./sign-up";
import { memoryTokens, type TokenStore } from "./tokens";
import type { ClientJSON, OrganizationJSON, SessionJSON, SessionTask, TaskKey, UserJSON } from "./types";
import { type Surroundings, User } from "./user";
import { browserPasskeys, type PasskeyProvider } from "./web-authn";

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 15_000;

/** Whether a later request may succeed: there was no response, the server was unavailable, or a limit was reached. */
const isTemporary = ({ status }: APIResponseError) => status === 0 || status === 429 || status >= 500;

export type AuthClientOptions = ServerOptions & {
  /** A global variable of the page that contains this client, for scripts that read `window.Clerk`: `"Clerk"`. */
  globalName?: string;
  /** Where an app stores its token. Defaults to memory. A browser uses cookies instead. */
  tokens?: TokenStore;
  /** The pages for session tasks, where they differ from the server's. */
  taskUrls?: Partial<Record<TaskKey, string>>;
  /** Redirects to a page. By default a browser loads it. */
  navigate?: (url: string) => unknown;
  /**
   * Asks the user to reauthenticate when a call requires it, and returns whether they did. The call is then repeated. By
   * default a browser shows a dialog. With `null` the call is rejected with `fresh_proof_required`.
   */
  reauthenticate?: ((client: AuthClient) => Promise<boolean>) | null;
  /**
   * Whether to show the match number in a dialog while an email link flow waits on a page that does not read
   * `matchNumber`. Defaults to true. Only a browser shows it.
   */
  matchNumberDialog?: boolean;
  fetch?: typeof fetch;
  /** How an app creates passkeys and asks for them. A browser does it itself. */
  passkeys?: PasskeyProvider;
};

export type SetActiveParams = {
  /** The session, or its id; `null` signs out. Defaults to the current one. */
  session?: Session | string | null;
  /** The organization to switch to, or its id; `null` for none. */
  organization?: Pick<Organization, "id"> | string | null;
  /**
   * Redirects instead of the client, unless `taskUrls` has a page for a pending task. An app without the option
   * `navigate` cannot load that page, so this function is called there too.
   */
  navigate?: (by: { session: Session | null }) => unknown;
  /** Called before listeners are notified of the session. */
  beforeEmit?: (session: Session | null) => unknown;
  /** Where to redirect, unless a task is pending. */
  redirectUrl?: string;
};

export type HandleEmailLinkParams = {
  /** Where to redirect if the sign-in is incomplete, for example without a second factor. */
  redirectUrl?: string;
  /** Where to redirect after the sign-in is complete. */
  redirectUrlComplete?: string;
  /** Called if another client requested the link. */
  onVerifiedOnOtherDevice?: () => unknown;
};

export type SignOutParams = { redirectUrl?: string };

/** A client of the server, such as a browser or an app, with its attempts, its session and the signed-in user. */
export class AuthClient {
  /** Whether the state of this client has been loaded. */
  loaded = false;
  /** Why the state could not be loaded; `null` after it was. */
  loadError: APIResponseError | null = null;
  /** The session, pending or active. */
  session: Session | null = null;
  /** The signed-in user; `null` while the session is pending. */
  user: User | null = null;
  readonly client: { signIn: SignIn; signUp: SignUp };
  /** Resets a password in two calls. */
  readonly auth: PasswordReset;
  /** Incremented with every change. */
  version = 0;

  private readonly http: Http;
  private readonly listeners = new Set<() => void>();
  private loading: Promise<void> | null = null;
  private isRetrying = false;
  private asking: Promise<boolean> | null = null;
  /** How many running functions handle reauthentication themselves. */
  private handlersSuspended = 0;
  private readonly askToReauthenticate: ((client: AuthClient) => Promise<boolean>) | null;
  private taskUrls: Partial<Record<TaskKey, string>>;
  private readonly baseUrl: string;
  private readonly passkeys: PasskeyProvider;
  private readonly lead: (url: string) => unknown;
  /** Whether `lead` has an effect: an app without `navigate` cannot load a page. */
  private readonly canRedirect: boolean;

  /** @param given the options, or the origin of the server */
  constructor(given: AuthClientOptions | string = {}) {
    const options = typeof given === "string" ? { publishableKey: given } : given;
    const { tokens, taskUrls = {}, navigate = navigateTo } = options;
    const baseUrl = serverOrigin(options);
    const store = tokens ?? (page() === null ? memoryTokens() : null);
    const send: typeof fetch = options.fetch ?? ((...request) => fetch(...request));
    this.askToReauthenticate =
      options.reauthenticate === undefined ? reauthenticateInDialog : options.reauthenticate;
    this.http = new Http({
      baseUrl,
      tokens: store,
      fetch: send,
      reauthenticate: async () => this.handlersSuspended === 0 && this.reauthenticate(),
      showsMatchNumber: options.matchNumberDialog ?? true,
    });
    this.baseUrl = baseUrl;
    this.passkeys = options.passkeys ?? browserPasskeys;
    this.taskUrls = taskUrls;
    this.lead = navigate;
    this.canRedirect = options.navigate !== undefined || page() !== null;
    this.client = {
      signIn: new SignIn(this.http, this.changed, this.passkeys),
      signUp: new SignUp(this.http, this.changed),
    };
    this.auth = new PasswordReset(this.http, this.client.signIn);
    if (options.globalName !== undefined && page() !== null)
      Object.assign(globalThis, { [options.globalName]: this });
  }

  /**
   * Loads the state of this client. Further calls have no effect, unless it has failed.
   *
   * @throws APIResponseError which is then also in `loadError`
   */
  load({ taskUrls }: Pick<AuthClientOptions, "taskUrls"> = {}): Promise<void> {
    if (taskUrls) this.taskUrls = taskUrls;
    this.loading ??= this.readClient().catch((error) => {
      this.loading = null;
      if (isAPIResponseError(error)) {
        this.loadError = error;
        this.changed();
      }
      throw error;
    });
    return this.loading;
  }

  /**
   * Loads the state of this client, and retries while the server cannot be reached or cannot answer. `loadError`
   * contains the last error of the API, which is not thrown.
   */
  loadWithRetry = async (): Promise<void> => {
    if (this.isRetrying || this.loaded) return;
    this.isRetrying = true;
    for (let pause = FIRST_RETRY_MS; !this.loaded; pause = Math.min(pause * 2, LONGEST_RETRY_MS)) {
      const error: unknown = await this.load().catch((thrown) => thrown);
      if (this.loaded) break;
      if (!isAPIResponseError(error)) {
        this.isRetrying = false;
        throw error;
      }
      if (!isTemporary(error)) break;
      await new Promise((resolve) => setTimeout(resolve, Math.max(pause, (error.retryAfter ?? 0) * 1000)));
    }
    this.isRetrying = false;
  };

  /**
   * Asks the user to reauthenticate. Concurrent calls share one dialog.
   *
   * @returns whether the user did
   */
  reauthenticate = (): Promise<boolean> => {
    this.asking ??= (async () => (await this.askToReauthenticate?.(this)) ?? false)().finally(() => {
      this.asking = null;
    });
    return this.asking;
  };

  /** Runs a function whose calls are rejected with `fresh_proof_required`, instead of asking the user. */
  withoutReauthentication = async <Result>(run: () => Promise<Result>): Promise<Result> => {
    this.handlersSuspended++;
    try {
      return await run();
    } finally {
      this.handlersSuspended--;
    }
  };

  /** Registers a listener that is called on every change. Returns a function that removes it. */
  addListener = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /**
   * Activates the session that a sign-in or sign-up has created, or ends the current one with `null`. With
   * `organization` it also switches to that organization. Then it redirects: to
   * the page in `taskUrls` for a pending task, by `navigate`, to the server's page for the task, or to `redirectUrl`.
   *
   * @throws APIResponseError `authentication_invalid` if this client does not have that session
   */
  setActive = async (params: SetActiveParams): Promise<void> => {
    const { session, organization, navigate, beforeEmit, redirectUrl } = params;
    if (session === null) await this.endSession();
    else if (session !== undefined)
      await this.readSession(typeof session === "string" ? session : session.id);
    if (organization !== undefined && session !== null) await this.switchTo(organization);
    await beforeEmit?.(this.session);
    this.changed();
    const task = beforeEmit ? null : this.session?.currentTask;
    const hasPage = task && this.ownTaskUrl(task) !== undefined && this.canRedirect;
    if (task && (!navigate || hasPage)) await this.redirectToTasks();
    else if (navigate) await navigate({ session: this.session });
    else if (redirectUrl !== undefined) await this.lead(redirectUrl);
  };

  /** The older name and signature of `setActive`. */
  setSession = (
    session: Session | string | null,
    beforeEmit?: (session: Session | null) => unknown,
  ): Promise<void> => this.setActive({ session, ...(beforeEmit && { beforeEmit }) });

  /** Ends the session, then redirects to `redirectUrl` or calls the function, if given. */
  signOut = async (next: SignOutParams | (() => unknown) = {}): Promise<void> => {
    await this.endSession();
    this.changed();
    if (typeof next === "function") await next();
    else if (next.redirectUrl !== undefined) await this.lead(next.redirectUrl);
  };

  /**
   * Handles the page that an email link redirects to. Redirects if this client requested the link. Otherwise the client
   * that requested it continues, and nothing happens here.
   *
   * @throws EmailLinkError if nothing was verified
   */
  handleEmailLinkVerification = async (params: HandleEmailLinkParams = {}): Promise<void> => {
    const { sameClient } = readLinkOutcome();
    if (!sameClient) {
      await params.onVerifiedOnOtherDevice?.();
      return;
    }
    await this.readClient();
    const isLeft = this.session?.status !== "active" || this.client.signIn.isConfirmedByLink;
    const target = isLeft ? params.redirectUrl : params.redirectUrlComplete;
    if (this.session?.currentTask && target === undefined) await this.redirectToTasks();
    else if (target !== undefined) await this.lead(target);
  };

  /** Returns the page of the next task of a pending session, or `null` if no task is pending. */
  taskUrl(): string | null {
    const task = this.session?.currentTask;
    return task ? (this.ownTaskUrl(task) ?? this.baseUrl + task.url) : null;
  }

  /** Redirects to the next task of a pending session, unless that is the current page. */
  redirectToTasks = async (): Promise<void> => {
    const url = this.taskUrl();
    const here = page();
    if (url === null || (here && new URL(url, here.href).pathname === here.pathname)) return;
    await this.lead(url);
  };

  /**
   * Redirects to the server's own page of the next task, whatever `taskUrls` contains.
   *
   * @param redirectUrl where that page redirects after the last task; by default the current page
   */
  redirectToTaskPage = async (redirectUrl?: string): Promise<void> => {
    const task = this.session?.currentTask;
    if (!task) return;
    const here = page()?.href;
    const back = here === undefined ? redirectUrl : new URL(redirectUrl ?? here, here).href;
    const query = back === undefined ? "" : `?redirect_url=${encodeURIComponent(back)}`;
    await this.lead(this.baseUrl + task.url + query);
  };

  /** The active organization of the session; `null` without one. */
  get organization(): Organization | null {
    const active = this.session?.organization;
    return active ? new Organization(this.organizations, active) : null;
  }

  /** Creates an organization and switches to it. Also completes the task `choose-organization`. */
  createOrganization = async (params: { name: string }): Promise<Organization> => {
    const json = await this.http.post<OrganizationJSON>("/organizations", params);
    await this.reloadSession();
    return new Organization(this.organizations, json);
  };

  /** Returns an organization of the user. */
  getOrganization = async (organizationId: string): Promise<Organization> => {
    const json = await this.http.get<Pick<OrganizationJSON, "id" | "name">>(
      `/organizations/${organizationId}`,
    );
    return new Organization(this.organizations, json);
  };

  /**
   * Lists the organizations of the user, also in a session that is pending for one. Their `publicUserData` is then
   * `null`.
   */
  getOrganizationMemberships = (): Promise<List<OrganizationMembership>> => {
    const { id, name, emailAddress } = this.session?.publicUserData ?? {};
    const user =
      id === undefined ? null : { userId: id, name: name ?? null, identifier: emailAddress ?? null };
    return ownMemberships(this.organizations, user);
  };

  /** Lists the open invitations to the user, also in a session that is pending for an organization. */
  getOrganizationInvitations = (): Promise<List<UserOrganizationInvitation>> =>
    receivedInvitations(this.organizations);

  private async switchTo(organization: Pick<Organization, "id"> | string | null): Promise<void> {
    const organizationId = typeof organization === "string" ? organization : (organization?.id ?? null);
    await this.take(await this.http.post<SessionJSON>("/organizations/switch", { organizationId }));
  }

  private reloadSession = async (): Promise<void> => {
    const json = await this.http.get<SessionJSON>("/session");
    await this.session?.update(json);
  };

  private get organizations(): OrganizationContext {
    const { http, reloadSession } = this;
    return { http, reloadSession };
  }

  /**
   * Returns the page of a task in `taskUrls`.
   *
   * @throws TypeError on a page of the server, if its setting names another page: the server would redirect there
   */
  private ownTaskUrl({ key, url }: SessionTask): string | undefined {
    const own = this.taskUrls[key];
    const here = page();
    if (own === undefined || here === null || here.origin === undefined) return own;
    if (new URL(this.baseUrl, here.href).origin !== here.origin) return own;
    if (new URL(own, here.href).href === new URL(url, here.href).href) return own;
    throw new TypeError(
      `taskUrls has "${own}" for the task ${key}, but TASK_URLS of the server has "${url}". Set both to the same page.`,
    );
  }

  private async endSession(): Promise<void> {
    await this.http.post("/session/end").catch((error) => {
      if (!isAPIResponseError(error) || error.status !== 401) throw error;
    });
    this.session = null;
    this.user = null;
  }

  private async readClient(): Promise<void> {
    const { session, signIn, signUp } = await this.http.get<ClientJSON>("/client");
    if (signIn) this.client.signIn.update(signIn);
    if (signUp) this.client.signUp.update(signUp);
    await this.take(session);
    this.loaded = true;
    this.loadError = null;
    this.changed();
  }

  private async readSession(id: string): Promise<void> {
    await this.take(await this.http.get<SessionJSON>("/session"));
    this.loaded = true;
    if (this.session?.id === id) return;
    this.changed();
    throw sessionNotHeld();
  }

  private async take(session: SessionJSON | null): Promise<void> {
    this.session = session && new Session(this.http, session, this.sessionChanged, this.passkeys);
    await this.readUser();
  }

  private async readUser(): Promise<void> {
    const isActive = this.session?.status === "active";
    this.user = isActive
      ? new User(this.http, await this.http.get<UserJSON>("/me"), this.surroundings())
      : null;
  }

  private sessionChanged = async (): Promise<void> => {
    if ((this.session?.status === "active") !== (this.user !== null)) await this.readUser();
    this.changed();
  };

  private readonly surroundings = (): Surroundings => ({
    changed: () => this.changed(),
    sessionChanged: async (json) => {
      await this.session?.update(json);
    },
    sessionRevoked: (id) => {
      if (id !== this.session?.id) return;
      this.session = null;
      this.user = null;
      this.changed();
    },
    passkeys: this.passkeys,
    organizations: this.organizations,
  });

  private changed = (): void => {
    this.version++;
    for (const listener of this.listeners) listener();
  };
}
