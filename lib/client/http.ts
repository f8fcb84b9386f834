import { APIResponseError, needsReauthentication, networkError } from "./errors";
import type { TokenStore } from "./tokens";
import type { APIErrorJSON } from "./types";

export type HttpOptions = {
  /** The origin of the server; empty for the origin of the page. */
  baseUrl: string;
  /** Where the token is stored; `null` for a browser, which uses cookies. */
  tokens: TokenStore | null;
  fetch: typeof fetch;
  /** Asks the user to reauthenticate. Returns whether they did, so that the call is repeated. */
  reauthenticate?: () => Promise<boolean>;
  /** Whether a flow that waits for an email link shows its match number, if the page does not. */
  showsMatchNumber?: boolean;
};

type Method = "GET" | "POST" | "PATCH" | "DELETE";

const json = { "Content-Type": "application/json" };

/** Calls the API. Error responses are thrown as `APIResponseError`. */
export class Http {
  /**
   * The last request of an app. Requests are sent one after the other, because each response may contain a new token.
   */
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: HttpOptions) {}

  get showsMatchNumber(): boolean {
    return this.options.showsMatchNumber ?? false;
  }

  get<Answer>(path: string): Promise<Answer> {
    return this.call("GET", path);
  }

  post<Answer>(path: string, body: object = {}): Promise<Answer> {
    return this.call("POST", path, body);
  }

  patch<Answer>(path: string, body: object): Promise<Answer> {
    return this.call("PATCH", path, body);
  }

  delete<Answer>(path: string): Promise<Answer> {
    return this.call("DELETE", path);
  }

  /** Sends a request, and repeats it once after a reauthentication that it requires. */
  private async call<Answer>(method: Method, path: string, body?: object): Promise<Answer> {
    try {
      return await this.send<Answer>(method, path, body);
    } catch (error) {
      if (!needsReauthentication(error) || !(await this.options.reauthenticate?.())) throw error;
      return this.send<Answer>(method, path, body);
    }
  }

  private send<Answer>(method: Method, path: string, body?: object): Promise<Answer> {
    const { tokens } = this.options;
    if (tokens === null) return this.sendNow<Answer>(method, path, body);
    const sent = this.last.then(() => this.sendNow<Answer>(method, path, body));
    this.last = sent.catch(() => undefined);
    return sent;
  }

  private async sendNow<Answer>(method: Method, path: string, body?: object): Promise<Answer> {
    const { tokens, baseUrl } = this.options;
    const token = await tokens?.get();
    const response = await this.options
      .fetch(`${baseUrl}/api/v1${path}`, {
        method,
        credentials: tokens === null ? "include" : "omit",
        headers: { ...(body && json), ...(token && { Authorization: `Bearer ${token}` }) },
        ...(body && { body: JSON.stringify(body) }),
      })
      .catch(() => {
        throw networkError("network_error", 0);
      });
    const [, newToken] = /^Bearer +(.+)$/.exec(response.headers.get("authorization") ?? "") ?? [];
    if (newToken) await tokens?.set(newToken);
    return read<Answer>(response);
  }
}

async function read<Answer>(response: Response): Promise<Answer> {
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer as Answer;
  const { errors } = (answer ?? {}) as { errors?: APIErrorJSON[] };
  const [first, ...others] = errors ?? [];
  throw first
    ? new APIResponseError(response.status, [first, ...others])
    : networkError("service_unavailable", response.status);
}
