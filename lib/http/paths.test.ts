import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { middleware } from "@/middleware";
import { PATH_HEADER } from "./access";
import { isTaskPath } from "./paths";

test("the page of a task is recognized by its URL, so that redirects stop there", () => {
  const reset = { key: "reset-password", url: "/welcome/new-password" } as const;
  expect(isTaskPath("/welcome/new-password", reset)).toBe(true);
  for (const path of ["/", "/session-tasks/reset-password", "/organizations/invitation"])
    expect(isTaskPath(path, reset), path).toBe(false);
});

test("@organizations the page of an invitation can complete the task to choose an organization", () => {
  const choose = { key: "choose-organization", url: "/session-tasks/choose-organization" } as const;
  expect(isTaskPath("/organizations/invitation", choose)).toBe(true);
  expect(isTaskPath("/organizations", choose)).toBe(false);
});

test("pages and layouts receive the requested path, which the client cannot override", async () => {
  const headers = { [PATH_HEADER]: "/session-tasks/reset-password" };
  const response = await middleware(new NextRequest("http://localhost:3000/sign-in?a=1", { headers }));
  expect(response.headers.get(`x-middleware-request-${PATH_HEADER}`)).toBe("/sign-in");
});
