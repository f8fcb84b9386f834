import { APIResponseError, networkError } from "./errors";
import type { TokenStore } from "./tokens";
import type { APIErrorJSON } from "./types";

export type HttpOptions = {
  /** The origin of the server; empty for the origin of the page. */
  baseUrl: string;
  /** Where the token is stored; `null` for a browser, which uses cookies. */
  tokens: TokenStore | null;
  fetch: typeof fetch;
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

  get<Answer>(path: string): Promise<Answer> {
    return this.send("GET", path);
  }

  post<Answer>(path: string, body: object = {}): Promise<Answer> {
    return this.send("POST", path, body);
  }

  patch<Answer>(path: string, body: object): Promise<Answer> {
    return this.send("PATCH", path, body);
  }

  delete<Answer>(path: string): Promise<Answer> {
    return this.send("DELETE", path);
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
