import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { middleware } from "@/middleware";
import { PATH_HEADER } from "./access";
import { isTaskPath } from "./task-pages";

test("who leads to tasks knows the pages on which they are done, and stops there", () => {
  const reset = { key: "reset-password", url: "/welcome/new-password" } as const;
  expect(isTaskPath("/welcome/new-password", reset)).toBe(true);
  for (const path of ["/", "/session-tasks/reset-password", "/organizations/invitation"])
    expect(isTaskPath(path, reset), path).toBe(false);
});

test("@organizations an invitation can be answered by whoever has to choose an organization", () => {
  const choose = { key: "choose-organization", url: "/session-tasks/choose-organization" } as const;
  expect(isTaskPath("/organizations/invitation", choose)).toBe(true);
  expect(isTaskPath("/organizations", choose)).toBe(false);
});

test("pages and layouts are told the path that was asked for, whatever the request says of it", async () => {
  const headers = { [PATH_HEADER]: "/session-tasks/reset-password" };
  const response = await middleware(new NextRequest("http://localhost:3000/sign-in?a=1", { headers }));
  expect(response.headers.get(`x-middleware-request-${PATH_HEADER}`)).toBe("/sign-in");
});
