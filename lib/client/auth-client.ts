import { navigateTo, page } from "./browser";
import { isAPIResponseError, sessionNotHeld } from "./errors";
import { Http } from "./http";
import { readLinkOutcome } from "./link-verification";
import { PasswordReset } from "./password-reset";
import { Session } from "./session";
import { SignIn } from "./sign-in";
import { SignUp } from "./sign-up";
import { memoryTokens, type TokenStore } from "./tokens";
import type { ClientJSON, SessionJSON, TaskKey, UserJSON } from "./types";
import { type Surroundings, User } from "./user";

export type AuthClientOptions = {
  /** The origin of the server; without one, the origin that a page came from. */
  baseUrl?: string;
  /** Where an app keeps its token: in memory unless told. A browser has cookies. */
  tokens?: TokenStore;
  /** The pages on which tasks are done, where they are others than the server's. */
  taskUrls?: Partial<Record<TaskKey, string>>;
  /** Leads on to a page; a browser loads it anew unless told how. */
  navigate?: (url: string) => unknown;
  fetch?: typeof fetch;
};

export type SetActiveParams = {
  /** The session, or its id; `null` signs out. */
  session: Session | string | null;
  /** Leads on, in place of the client, unless a task comes first that `taskUrls` names a page for. */
  navigate?: (by: { session: Session | null }) => unknown;
  /** Called before anybody is told of the session. */
  beforeEmit?: (session: Session | null) => unknown;
  /** Where to lead on to, unless a task comes first. */
  redirectUrl?: string;
};

export type HandleEmailLinkParams = {
  /** Where to go on where something is left to do, such as a second factor. */
  redirectUrl?: string;
  /** Where to go on once signed in. */
  redirectUrlComplete?: string;
  /** Called where another client than this one asked for the link. */
  onVerifiedOnOtherDevice?: () => unknown;
};

export type SignOutParams = { redirectUrl?: string };

/** One client of the server, as a browser or an app is: what it has begun, its session, and whose that is. */
export class AuthClient {
  /** Whether it is known what this client holds. */
  loaded = false;
  /** The session, pending or active. */
  session: Session | null = null;
  /** Whoever is signed in; nobody as long as the session is pending. */
  user: User | null = null;
  readonly client: { signIn: SignIn; signUp: SignUp };
  /** Resetting a password in two calls. */
  readonly auth: PasswordReset;
  /** Goes up with every change. */
  version = 0;

  private readonly http: Http;
  private readonly listeners = new Set<() => void>();
  private loading: Promise<void> | null = null;
  private taskUrls: Partial<Record<TaskKey, string>>;
  private readonly baseUrl: string;
  private readonly lead: (url: string) => unknown;

  constructor(options: AuthClientOptions = {}) {
    const { baseUrl = "", tokens, taskUrls = {}, navigate = navigateTo } = options;
    const store = tokens ?? (page() === null ? memoryTokens() : null);
    const send: typeof fetch = options.fetch ?? ((...request) => fetch(...request));
    this.http = new Http({ baseUrl, tokens: store, fetch: send });
    this.baseUrl = baseUrl;
    this.taskUrls = taskUrls;
    this.lead = navigate;
    this.client = {
      signIn: new SignIn(this.http, this.changed),
      signUp: new SignUp(this.http, this.changed),
    };
    this.auth = new PasswordReset(this.http, this.client.signIn);
  }

  /** Learns what this client holds: once, however often it is called. */
  load({ taskUrls }: Pick<AuthClientOptions, "taskUrls"> = {}): Promise<void> {
    if (taskUrls) this.taskUrls = taskUrls;
    this.loading ??= this.readClient().catch((error) => {
      this.loading = null;
      throw error;
    });
    return this.loading;
  }

  /** Calls back with every change. Returns what stops that. */
  addListener = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /**
   * Takes up the session that a sign-in or sign-up has made, or ends the one there is, and leads on: to the page that
   * `taskUrls` names for a task that is left, by `navigate`, to the server's page of the task, or to `redirectUrl`.
   *
   * @throws APIResponseError `authentication_invalid` where this client does not hold that session
   */
  setActive = async ({ session, navigate, beforeEmit, redirectUrl }: SetActiveParams): Promise<void> => {
    if (session === null) await this.endSession();
    else await this.readSession(typeof session === "string" ? session : session.id);
    await beforeEmit?.(this.session);
    this.changed();
    const task = beforeEmit ? null : this.session?.currentTask;
    if (task && (!navigate || this.taskUrls[task.key])) await this.redirectToTasks();
    else if (navigate) await navigate({ session: this.session });
    else if (redirectUrl !== undefined) await this.lead(redirectUrl);
  };

  /** `setActive` by its older name and form. */
  setSession = (
    session: Session | string | null,
    beforeEmit?: (session: Session | null) => unknown,
  ): Promise<void> => this.setActive({ session, ...(beforeEmit && { beforeEmit }) });

  /** Ends the session, and goes on to a page or by a function, if told. */
  signOut = async (next: SignOutParams | (() => unknown) = {}): Promise<void> => {
    await this.endSession();
    this.changed();
    if (typeof next === "function") await next();
    else if (next.redirectUrl !== undefined) await this.lead(next.redirectUrl);
  };

  /**
   * For the page that an email link leads to once it has ended. Leads on where this client asked for it; where another one
   * did, that one goes on, and there is nothing to do here.
   *
   * @throws EmailLinkError where nothing was verified
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

  /** Where the next task of a pending session is done; `null` without one. */
  taskUrl(): string | null {
    const task = this.session?.currentTask;
    return task ? (this.taskUrls[task.key] ?? this.baseUrl + task.url) : null;
  }

  /** Leads to the next task of a pending session, unless that is where one is. */
  redirectToTasks = async (): Promise<void> => {
    const url = this.taskUrl();
    const here = page();
    if (url === null || (here && new URL(url, here.href).pathname === here.pathname)) return;
    await this.lead(url);
  };

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
    this.session = session && new Session(this.http, session, this.sessionChanged);
    await this.readUser();
  }

  private async readUser(): Promise<void> {
    const isActive = this.session?.status === "active";
    this.user = isActive
      ? new User(this.http, await this.http.get<UserJSON>("/me"), this.surroundings)
      : null;
  }

  private sessionChanged = async (): Promise<void> => {
    if ((this.session?.status === "active") !== (this.user !== null)) await this.readUser();
    this.changed();
  };

  private readonly surroundings: Surroundings = {
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
  };

  private changed = (): void => {
    this.version++;
    for (const listener of this.listeners) listener();
  };
}
