import { z } from "zod";
import { config } from "@/lib/config";
import { sessionCookieName } from "../cookies";
import { ALL_ENDPOINTS } from "./api-endpoints";
import { errorsSchema } from "./errors";
import { type JsonSchema, type Operation, operation } from "./operation";
import { TAGS } from "./tags";

/** Cached, because generating it is slower than any other response and it never changes. */
let made: ReturnType<typeof describeApi> | undefined;

/**
 * Returns the OpenAPI 3.1 document of the API. Requests and responses are generated from the schemas that the routes
 * use.
 */
export function openApiDocument() {
  made ??= describeApi();
  return made;
}

function describeApi() {
  const { $defs: schemas = {}, properties: answers = {} } = answerSchemas();
  const paths: Record<string, Record<string, Operation>> = {};
  for (const [name, call] of Object.entries(ALL_ENDPOINTS)) {
    const [method = "", path = ""] = name.split(" ");
    const described = operation(method, path, call, answers[name] as JsonSchema);
    paths[path] = { ...paths[path], [method.toLowerCase()]: described };
  }
  return {
    openapi: "3.1.0",
    info: { title: config().brand.name, version: "1" },
    servers: [{ url: `${config().appUrl}/api/v1` }],
    tags: usedTags(paths),
    components: { securitySchemes: securitySchemes(), schemas },
    paths,
  };
}

/** Returns the groups that have an operation: a removed feature leaves an empty one. */
function usedTags(paths: Record<string, Record<string, Operation>>): { name: string }[] {
  const used = new Set(
    Object.values(paths).flatMap((methods) => Object.values(methods).flatMap(({ tags }) => tags)),
  );
  return Object.values(TAGS).flatMap(({ name }) => (used.has(name) ? [{ name }] : []));
}

/** Returns the response schema of each endpoint, by its name, and every named schema in `$defs`. */
function answerSchemas(): JsonSchema {
  const answers = Object.entries(ALL_ENDPOINTS).map(([name, { answer }]) => [name, answer]);
  const all = z.strictObject({ errors: errorsSchema, ...Object.fromEntries(answers) });
  const text = JSON.stringify(z.toJSONSchema(all, { io: "output" }));
  return JSON.parse(text.replaceAll('"#/$defs/', '"#/components/schemas/'));
}

function securitySchemes() {
  return {
    app: {
      type: "http",
      scheme: "bearer",
      description: "The latest token from the `Authorization` header of a response.",
    },
    browser: {
      type: "apiKey",
      in: "cookie",
      name: sessionCookieName(),
      description: "Set by responses, together with the client cookie.",
    },
    secretKey: {
      type: "http",
      scheme: "bearer",
      description: "The `SECRET_KEY` of the backend API.",
    },
  };
}
