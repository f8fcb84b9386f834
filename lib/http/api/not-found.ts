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

/** Answers for every path of the API that no route is made for, as the routes refuse: with `resource_not_found`. */
export const notFoundHandler = (request: Request) => refuse(request, { params: Promise.resolve(undefined) });
