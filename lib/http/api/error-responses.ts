import type { ApiEndpoint } from "./api-endpoint";

const RETRY_AFTER = {
  "Retry-After": { description: "Seconds to wait.", schema: { type: "integer", minimum: 0 } },
};

const content = { "application/json": { schema: { $ref: "#/components/schemas/Errors" } } };

/** The error responses of the API, by status. */
const REFUSALS = {
  400: { description: "The wrong step.", content },
  401: { description: "No session, or an invalid bearer token.", content },
  403: {
    description:
      "A disallowed origin, a pending task, required reauthentication, a role that is too low, or a locked account.",
    headers: RETRY_AFTER,
    content,
  },
  404: { description: "The ID doesn't exist or belongs to another client or user.", content },
  413: { description: "The request body is too large.", content },
  422: { description: "A field is missing, unknown or invalid.", content },
  429: { description: "Too many requests.", headers: RETRY_AFTER, content },
  503: { description: "Messages can't be sent, or the service is unavailable.", content },
};

/** Returns the error responses of an endpoint: the common ones and its own. */
export function errorResponses(method: string, path: string, { refusals }: ApiEndpoint) {
  const can: Record<string, boolean> = {
    404: path.includes("{id}"),
    413: method !== "GET",
    ...Object.fromEntries([401, 403, 422, 503, ...refusals].map((status) => [status, true])),
  };
  return Object.fromEntries(Object.entries(REFUSALS).filter(([status]) => can[status]));
}
