import { failure } from "@/lib/errors";
import { isAllowedApiOrigin } from "../origin";
import { corsHeaders } from "./cors";
import { handler } from "./handler";

const refuse = handler(
  async ({ headers }) =>
    isAllowedApiOrigin(headers)
      ? failure("resource_not_found", {}, { key: "nothing_here" })
      : failure("request_forbidden"),
  corsHeaders,
);

/** Responds to every API path without a route with `resource_not_found`, in the error format of the routes. */
export const notFoundHandler = (request: Request) => refuse(request, { params: Promise.resolve(undefined) });
