import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { BACKEND_CALLS, CALLS } from "./calls";
import { openApiDocument } from "./openapi";

const API = path.resolve(import.meta.dirname, "../../../app/api/v1");

const ALL_CALLS = { ...CALLS, ...BACKEND_CALLS };

function routeFiles(): { place: string; text: string }[] {
  return readdirSync(API, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name === "route.ts")
    .map((entry) => ({
      place: `/${path.relative(API, entry.parentPath).replaceAll("[id]", "{id}")}`,
      text: readFileSync(path.join(entry.parentPath, entry.name), "utf8"),
    }))
    .filter(({ place }) => place !== "/openapi.json");
}

test("every route stands in the description, and nothing else does", () => {
  const routes = routeFiles().flatMap(({ place, text }) =>
    [...text.matchAll(/^export const (GET|POST|PATCH|DELETE) =/gm)].map(([, method]) => `${method} ${place}`),
  );
  expect(Object.keys(ALL_CALLS).sort()).toEqual(routes.sort());
});

test("each route parses by the schema that describes it", () => {
  for (const { place, text } of routeFiles()) {
    for (const [, method, used] of text.matchAll(/^export const (\w+) = \w+Route\((\w+),/gm)) {
      const isEmpty = Object.keys(ALL_CALLS[`${method} ${place}`]?.schema.shape ?? {}).length === 0;
      expect(used === "noInput", `${method} ${place}`).toBe(isEmpty);
    }
  }
});

test("just what is described as the backend's asks for its key", () => {
  for (const { place, text } of routeFiles()) {
    for (const [, method, frame] of text.matchAll(/^export const (\w+) = (\w+)\(/gm))
      expect(frame, `${method} ${place}`).toBe(
        `${method} ${place}` in BACKEND_CALLS ? "backendRoute" : "apiRoute",
      );
  }
});

test("what can be sent is read off the schemas", () => {
  expect(openApiDocument()).toMatchObject({
    openapi: "3.1.0",
    paths: {
      "/sign-ins": {
        post: {
          requestBody: {
            content: {
              "application/json": {
                schema: {
                  required: ["identifier"],
                  additionalProperties: false,
                  properties: { identifier: { type: "string" }, redirectUrl: { type: "string" } },
                },
              },
            },
          },
        },
      },
    },
  });
});
