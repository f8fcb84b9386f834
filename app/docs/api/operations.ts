import type { openApiDocument } from "@/lib/http/api/openapi";
import type { Operation } from "@/lib/http/api/operation";

export type ApiDocument = ReturnType<typeof openApiDocument>;

/** An operation with its method and path. */
export type NamedOperation = Operation & { method: string; path: string };

/** Returns the operations of a group, in the order of the OpenAPI document. */
export function operationsOf({ paths }: ApiDocument, tag: string): NamedOperation[] {
  return Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, call]) => ({ ...call, method: method.toUpperCase(), path })),
    )
    .filter(({ tags }) => tags.includes(tag));
}
