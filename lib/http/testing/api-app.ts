import path from "node:path";
import type { Caller } from "@/lib/flows/caller";
import { ALL_ENDPOINTS } from "@/lib/http/api/api-endpoints";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** A response. */
// biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of a body
export type ApiAnswer = { status: number; body: any; codes: string[]; fields: string[]; headers: Headers };

/**
 * A native app that calls the route handlers of the API. It keeps the token that it gets, and rejects responses that do
 * not match their schema. The test file mocks `next/headers`.
 */
export class ApiApp {
  constructor(
    private readonly caller: Caller,
    private token = tokenOf(caller),
  ) {}

  /** The caller with the session of this app, for flows. */
  get current(): Caller {
    const [, sessionToken = null] = this.token.split(".");
    return { ...this.caller, sessionToken };
  }

  /** Returns another app with the current token of this one. */
  copy(): ApiApp {
    return new ApiApp(this.caller, this.token);
  }

  /**
   * Calls an endpoint.
   *
   * @param name its method and path, such as `GET /organizations/{id}`
   * @param ids the values of the parameters in the path, in its order
   * @param body sent as JSON
   */
  async call(name: string, ids: string[] = [], body: object = {}): Promise<ApiAnswer> {
    const [method = "", template = ""] = name.split(" ");
    const response = await (await handlerOf(method, template))(
      new Request(`http://localhost:3000/api/v1${template}`, {
        method,
        headers: { Authorization: `Bearer ${this.token}`, "Content-Type": "application/json" },
        ...(method !== "GET" && { body: JSON.stringify(body) }),
      }),
      { params: Promise.resolve(paramsOf(template, ids)) },
    );
    const [, token] = /^Bearer (.+)$/.exec(response.headers.get("authorization") ?? "") ?? [];
    if (token !== undefined) this.token = token;
    const answer = await response.json();
    if (response.ok) ALL_ENDPOINTS[name]?.answer.parse(answer);
    const errors: { code: string; meta: { paramName?: string } }[] = answer.errors ?? [];
    return {
      status: response.status,
      body: answer,
      codes: errors.map(({ code }) => code),
      fields: errors.map(({ meta }) => meta.paramName ?? ""),
      headers: response.headers,
    };
  }

  /** Calls an endpoint and returns the body of a successful response. */
  async ok(name: string, ids: string[] = [], body: object = {}): Promise<ApiAnswer["body"]> {
    const answer = await this.call(name, ids, body);
    if (answer.status !== 200) throw new Error(`${name}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}

const tokenOf = ({ clientToken, sessionToken }: Caller) =>
  sessionToken === null ? clientToken : `${clientToken}.${sessionToken}`;

async function handlerOf(method: string, template: string): Promise<Handler> {
  const folder = template.replaceAll("{", "[").replaceAll("}", "]");
  const route = await import(path.resolve(`app/api/v1${folder}/route.ts`));
  return route[method];
}

function paramsOf(template: string, ids: string[]): Record<string, string> {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  return Object.fromEntries(names.map((name, index) => [name, ids[index] ?? ""]));
}
