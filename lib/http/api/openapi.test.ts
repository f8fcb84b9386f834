import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { ALL_ENDPOINTS } from "./api-endpoints";
import { BACKEND_ENDPOINTS } from "./backend/endpoints";
import { openApiDocument } from "./openapi";

const API = path.resolve(import.meta.dirname, "../../../app/api/v1");

function routeFiles(): { place: string; text: string }[] {
  return readdirSync(API, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name === "route.ts")
    .map((entry) => ({
      place: `/${path.relative(API, entry.parentPath).replaceAll(/\[(\w+)\]/g, "{$1}")}`,
      text: readFileSync(path.join(entry.parentPath, entry.name), "utf8"),
    }));
}

const operations = () => Object.values(openApiDocument().paths).flatMap((methods) => Object.values(methods));

test("every route uses the endpoint of its own method and path, and every endpoint has a route", () => {
  const made = routeFiles().flatMap(({ place, text }) =>
    [...text.matchAll(/^export const ([A-Z]+) = (?:\w+\(\s*\w*ENDPOINTS\["(.+?)"\],)?/gm)].map(
      ([, method, name]) => {
        expect(name, place).toBe(`${method} ${place}`);
        return name;
      },
    ),
  );
  expect(Object.keys(ALL_ENDPOINTS).sort()).toEqual(made.sort());
});

test("the document is valid OpenAPI 3.1", async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(openApiDocument()));
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
});

test("the document is generated once and cached", () => {
  expect(openApiDocument()).toBe(openApiDocument());
});

test("exactly the routes of the backend API require a secret key", () => {
  for (const { place, text } of routeFiles()) {
    for (const [, method, frame] of text.matchAll(/^export const ([A-Z]+) = (\w+)\(/gm)) {
      const isBackend = `${method} ${place}` in BACKEND_ENDPOINTS;
      expect(frame === "backendRoute", `${method} ${place}`).toBe(isBackend);
    }
  }
});

test("request bodies are generated from the schemas", () => {
  const { requestBody } = openApiDocument().paths["/sign-ins"]?.post ?? {};
  expect(requestBody).toMatchObject({
    required: true,
    content: {
      "application/json": {
        schema: {
          required: ["identifier"],
          additionalProperties: false,
          properties: { identifier: { type: "string" }, redirectUrl: { type: "string" } },
        },
      },
    },
  });
});

test("every response has a named schema, and every operation a unique id", () => {
  const { components } = openApiDocument();
  for (const { operationId, responses } of operations()) {
    const { $ref = "" } = responses["200"]?.content["application/json"].schema ?? {};
    expect(Object.keys(components.schemas), operationId).toContain($ref.replace("#/components/schemas/", ""));
  }
  const ids = operations().map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
});
