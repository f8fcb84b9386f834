import type { ApiCall } from "./call";

const RETRY_AFTER = {
  "Retry-After": { description: "Seconds to wait.", schema: { type: "integer", minimum: 0 } },
};

const content = { "application/json": { schema: { $ref: "#/components/schemas/Errors" } } };

/** How a call can be refused, by status. */
const REFUSALS = {
  400: { description: "Not the step that comes next.", content },
  401: { description: "No session, or a bearer token that is none of ours.", content },
  403: {
    description: "Another origin, a task to do first, a fresh proof to give first, or a locked account.",
    headers: RETRY_AFTER,
    content,
  },
  404: { description: "No such id, or another client's or person's.", content },
  413: { description: "Larger than anything that is asked for.", content },
  422: { description: "A field is missing, unknown or wrong.", content },
  429: { description: "Too often.", headers: RETRY_AFTER, content },
  503: { description: "Messages cannot be sent, or something does not answer.", content },
};

/** The answers by which a call can be refused: those any call can be refused by, and its own. */
export function refusalsOf(method: string, path: string, { refusals }: ApiCall) {
  const can: Record<string, boolean> = {
    404: path.includes("{id}"),
    413: method !== "GET",
    ...Object.fromEntries([401, 403, 422, 503, ...refusals].map((status) => [status, true])),
  };
  return Object.fromEntries(Object.entries(REFUSALS).filter(([status]) => can[status]));
}
