import { z } from "zod";
import { config } from "@/lib/config";
import { type ApiCall, BACKEND_CALLS, CALLS } from "./calls";

const ID = { name: "id", in: "path", required: true, schema: { type: "string", format: "uuid" } };

const ERRORS = {
  type: "object",
  required: ["errors"],
  properties: {
    errors: {
      type: "array",
      items: {
        type: "object",
        required: ["code", "message", "longMessage", "meta"],
        properties: {
          code: { type: "string" },
          message: { type: "string" },
          longMessage: { type: "string" },
          meta: { type: "object", properties: { paramName: { type: "string" } } },
        },
      },
    },
  },
};

const json = (schema: object) => ({ "application/json": { schema } });

/** Describes the API as OpenAPI 3.1 has it: what can be sent is read off the schemas that the routes parse by. */
export function openApiDocument(): object {
  const paths: Record<string, Record<string, object>> = {};
  const add = (name: string, call: ApiCall, security: object[]) => {
    const [method = "", path = ""] = name.split(" ");
    paths[path] = { ...paths[path], [method.toLowerCase()]: { ...operation(path, method, call), security } };
  };
  for (const [name, call] of Object.entries(CALLS)) add(name, call, [{ bearer: [] }, {}]);
  for (const [name, call] of Object.entries(BACKEND_CALLS)) add(name, call, [{ secretKey: [] }]);
  return {
    openapi: "3.1.0",
    info: { title: "Latchkey", version: "1" },
    servers: [{ url: `${config().appUrl}/api/v1` }],
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "The token of an app." },
        secretKey: { type: "http", scheme: "bearer", description: "SECRET_KEY, for a back office." },
      },
      schemas: { Errors: ERRORS },
    },
    paths,
  };
}

function queryOf({ properties = {}, required = [] }: z.core.JSONSchema.BaseSchema): object[] {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}

function operation(path: string, method: string, { summary, schema }: ApiCall): object {
  const fields = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const parameters = [...(path.includes("{id}") ? [ID] : []), ...(method === "GET" ? queryOf(fields) : [])];
  return {
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...(method !== "GET" && { requestBody: { content: json(fields) } }),
    responses: {
      200: { description: "Done", content: json({ type: "object" }) },
      default: { description: "Refused", content: json({ $ref: "#/components/schemas/Errors" }) },
    },
  };
}
