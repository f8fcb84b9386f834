import { expect } from "@playwright/test";
import { expectDescribed } from "./contract";
import type { App } from "./servers/app";

/** A response of the API. */
// biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of a body
type Answer = { status: number; headers: Headers; body: any; codes: string[]; fields: string[] };

async function read(answer: Response): Promise<Answer> {
  const text = await answer.text();
  const body = text === "" ? null : JSON.parse(text);
  const errors: { code: string; meta: { paramName?: string } }[] = body?.errors ?? [];
  return {
    status: answer.status,
    headers: answer.headers,
    body,
    codes: errors.map(({ code }) => code),
    fields: errors.map(({ meta }) => meta.paramName ?? ""),
  };
}

/**
 * A client of the API. It stores the credentials that it gets, sends them with every request, and rejects responses
 * that do not match the OpenAPI document.
 */
abstract class ApiClient {
  constructor(readonly app: App) {}

  protected abstract held(): Record<string, string>;
  protected abstract keep(answer: Response): void;
  /** Returns another client with the current credentials of this one. */
  abstract copy(): ApiClient;

  get = (path: string) => this.send("GET", path);
  post = (path: string, body: object = {}) => this.send("POST", path, body);
  put = (path: string, body: object = {}) => this.send("PUT", path, body);
  patch = (path: string, body: object = {}) => this.send("PATCH", path, body);
  delete = (path: string) => this.send("DELETE", path);

  /** Sends a POST request, expects success and returns the body. */
  async ok(path: string, body: object = {}): Promise<Answer["body"]> {
    const answer = await this.post(path, body);
    expect(answer.body, path).not.toHaveProperty("errors");
    expect(answer.status).toBe(200);
    return answer.body;
  }

  /** Sends a request. A string body is sent unchanged. */
  async send(
    method: string,
    path: string,
    body?: object | string,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const answer = await fetch(`${this.app.url}/api/v1${path}`, {
      method,
      redirect: "manual",
      headers: { "Content-Type": "application/json", ...this.held(), ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    this.keep(answer);
    const told = await read(answer);
    await expectDescribed(this.app, { method, path, body }, told);
    return told;
  }
}

/** A native app: it stores one token, and expects no cookies once it has the token. */
export class NativeClient extends ApiClient {
  token: string | null = null;

  held = () => (this.token === null ? {} : { Authorization: this.token }) as Record<string, string>;

  keep(answer: Response): void {
    if (this.token !== null) expect(answer.headers.getSetCookie()).toEqual([]);
    this.token = answer.headers.get("authorization") ?? this.token;
  }

  copy(): NativeClient {
    const other = new NativeClient(this.app);
    other.token = this.token;
    return other;
  }
}

/** A page of this app: it stores cookies and sends an Origin header. */
export class BrowserClient extends ApiClient {
  readonly cookies = new Map<string, string>();

  held = () => ({
    Origin: this.app.url,
    "Sec-Fetch-Site": "same-origin",
    Cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
  });

  keep(answer: Response): void {
    expect(answer.headers.get("authorization")).toBeNull();
    for (const header of answer.headers.getSetCookie()) {
      expect(header).toMatch(/; Path=\/;.* HttpOnly; SameSite=lax$/i);
      const [name = "", value = ""] = (header.split(";")[0] ?? "").split("=");
      const isGone = value === "" || /Max-Age=0|1970/.test(header);
      if (isGone) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }

  copy(): BrowserClient {
    const other = new BrowserClient(this.app);
    for (const [name, value] of this.cookies) other.cookies.set(name, value);
    return other;
  }
}

/** Both kinds of clients, for tests of behavior that they share. */
export const CLIENTS = [
  { kind: "an app", Client: NativeClient },
  { kind: "a browser", Client: BrowserClient },
];

type TestUser = { address: string; password: string };

/** Returns a native app whose user has signed in by password. */
export async function signedInApp(app: App, { address, password }: TestUser): Promise<NativeClient> {
  const client = new NativeClient(app);
  const signIn = await client.ok("/sign-ins", { identifier: address, password });
  expect(signIn.status).toBe("complete");
  return client;
}
