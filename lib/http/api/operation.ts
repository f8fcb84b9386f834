import { z } from "zod";
import type { ApiEndpoint } from "./api-endpoint";
import { errorResponses } from "./error-responses";
import { type Security, tagOf } from "./tags";

/** The JSON Schema of a value. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

type Content = { "application/json": { schema: JsonSchema } };

/** An operation in the OpenAPI document. */
export type Operation = {
  operationId: string;
  summary: string;
  tags: string[];
  security: Security;
  parameters?: object[];
  requestBody?: { required: boolean; content: Content };
  /** By status. */
  responses: Record<string, { description: string; headers?: object; content: Content }>;
};

/** The parameters in a path, such as `{id}`. */
const PATH_PARAMETER = /\{(\w+)\}/g;

function pathParameters(path: string): object[] {
  const schema = { type: "string", format: "uuid" };
  return [...path.matchAll(PATH_PARAMETER)].map(([, name]) => ({ name, in: "path", required: true, schema }));
}

const TOKEN = {
  Authorization: {
    description: "The token that a native client sends from now on.",
    schema: { type: "string" },
  },
};

/** Describes an endpoint as an operation; `answer` is the schema of its response. */
export function operation(method: string, path: string, call: ApiEndpoint, answer: JsonSchema): Operation {
  const { name, security } = tagOf(path);
  const content = { "application/json": { schema: answer } };
  const parameters = [...pathParameters(path), ...(method === "GET" ? query(call) : [])];
  return {
    operationId: operationId(method, path),
    summary: call.summary,
    tags: [name],
    security,
    ...(parameters.length > 0 && { parameters }),
    ...(method !== "GET" && { requestBody: requestBody(call) }),
    responses: {
      200: { description: "Success.", ...(method !== "GET" && { headers: TOKEN }), content },
      ...errorResponses(method, path, call),
    },
  };
}

const fieldsOf = ({ request }: ApiEndpoint) =>
  z.toJSONSchema(request, { io: "input", unrepresentable: "any" });

function query(call: ApiEndpoint): object[] {
  const { properties = {}, required = [] } = fieldsOf(call);
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}

function requestBody(call: ApiEndpoint): { required: boolean; content: Content } {
  const { $schema, ...schema } = fieldsOf(call);
  return { required: (schema.required ?? []).length > 0, content: { "application/json": { schema } } };
}

/** Returns the operation id: `POST /sign-ins/{id}/reset-password` becomes `postSignInsByIdResetPassword`. */
function operationId(method: string, path: string): string {
  const words = path.replaceAll(PATH_PARAMETER, "by-$1").split(/\W+/).filter(Boolean);
  const capitalized = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return method.toLowerCase() + capitalized.join("");
}
