import { Ajv2020 } from "ajv/dist/2020.js";
import type { App } from "./servers/app";

type Sent = { method: string; path: string; body?: object | string | undefined };
type Answered = { status: number; body: unknown };

const descriptions = new Map<string, Promise<Description>>();

/** Expects a response to match the OpenAPI document of the server, and the request too if it succeeded. */
export async function expectDescribed(app: App, sent: Sent, answered: Answered): Promise<void> {
  const known = descriptions.get(app.url) ?? Description.of(app);
  descriptions.set(app.url, known);
  (await known).expect(sent, answered);
}

class Description {
  private readonly ajv = new Ajv2020({ strict: false, validateFormats: false });
  private readonly endpoints: { pattern: RegExp; template: string }[];

  constructor(document: { paths: Record<string, Record<string, object>> }) {
    this.ajv.addSchema(document, "api");
    this.endpoints = Object.keys(document.paths).map((template) => ({
      template,
      pattern: new RegExp(`^${template.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`),
    }));
  }

  static async of(app: App): Promise<Description> {
    return new Description(await fetch(`${app.url}/api/v1/openapi.json`).then((answer) => answer.json()));
  }

  expect({ method, path, body }: Sent, { status, body: answer }: Answered): void {
    const [endpoint = ""] = path.split("?");
    const fitting = this.endpoints.filter(({ pattern }) => pattern.test(endpoint));
    const [first] = fitting.filter(({ template }) => template === endpoint).concat(fitting);
    const template = first?.template ?? "";
    const operation = ["paths", template, method.toLowerCase()];
    this.expectFits([...operation, "responses", String(status)], answer, `${method} ${endpoint} ${status}`);
    if (status === 200 && typeof body === "object")
      this.expectFits([...operation, "requestBody"], body, `${method} ${endpoint}, as it was sent`);
  }

  private expectFits(endpoint: string[], value: unknown, about: string): void {
    const pointer = [...endpoint, "content", "application/json", "schema"].map(escaped).join("/");
    const validate = this.ajv.getSchema(`api#/${pointer}`);
    if (validate === undefined) throw new Error(`${about} is not described.`);
    if (!validate(value))
      throw new Error(`${about} is not as described: ${this.ajv.errorsText(validate.errors)}`);
  }
}

/** Escapes a part of a JSON pointer in a URL. */
const escaped = (part: string) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));
