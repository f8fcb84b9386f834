import { readdirSync } from "node:fs";
import path from "node:path";
import { expect } from "@playwright/test";
import { markCompromised } from "./database";
import { readForm, sendForm } from "./raw-form";
import { type App, serverActions } from "./servers/app";

const APP = path.resolve(import.meta.dirname, "../app");
const AN_ID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";

/** Returns the paths of all pages, from the folder tree. */
export function pagePaths(folder = APP): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name === "page.tsx")
    .map((entry) => path.relative(folder, entry.parentPath))
    .map((place) => place.replace(/\([^)]*\)\/?/g, "").replace(/\[[^\]]*\]/g, AN_ID))
    .map((place) => `/${place.replace(/\/$/, "")}`)
    .sort();
}

/** The session state and the cookies of a client without a browser. */
export type Visitor = { state: string; cookies: string };

type TestUser = { address: string; password: string };

const signedInAt = new WeakMap<Visitor, number>();

/** Half of the time for which an authentication is recent. */
const RECENT_MS = 300_000;

/** Signs a user in by password and returns the cookies. */
export async function signedIn(app: App, { address, password }: TestUser): Promise<Visitor> {
  const form = await readForm(`${app.url}/sign-in`, "password");
  const { cookies } = await sendForm(form, { identifier: address, password });
  expect(cookies).toContain("latchkey.session=");
  const visitor = { state: "active", cookies };
  signedInAt.set(visitor, Date.now());
  return visitor;
}

/** Returns the visitor, or signs the user in again if the session has ended or the authentication is not recent. */
export async function stillSignedIn(app: App, visitor: Visitor, user: TestUser): Promise<Visitor> {
  const { status } = await fetch(`${app.url}/api/v1/session`, { headers: { cookie: visitor.cookies } });
  const isRecent = Date.now() - (signedInAt.get(visitor) ?? 0) < RECENT_MS;
  return status === 200 && isRecent ? visitor : signedIn(app, user);
}

/** Signs a user in, marks the password as compromised, and returns the cookies. */
export async function pending(app: App, user: TestUser): Promise<Visitor> {
  const { cookies } = await signedIn(app, user);
  await markCompromised(app, user.address);
  // The first request stores when the session became pending. Later requests do not change the session.
  await fetch(`${app.url}/api/v1/session`, { headers: { cookie: cookies } });
  return { state: "pending", cookies };
}

/** Follows the redirects of a path. Returns the last path, the number of redirects, and the response. */
export async function follow(
  app: App,
  start: string,
  { cookies }: Visitor,
  headers: Record<string, string> = {},
): Promise<{ path: string; steps: number; status: number; text: string }> {
  let target = start;
  for (let steps = 0; steps < 6; steps++) {
    const answer = await fetch(app.url + target, {
      redirect: "manual",
      headers: { cookie: cookies, ...headers },
    });
    const text = await answer.text();
    const location = answer.headers.get("location") ?? refreshOf(text);
    if (location === null) return { path: target, steps, status: answer.status, text };
    const url = new URL(location, app.url);
    expect(url.origin, `${start} stays here`).toBe(app.url);
    target = url.pathname + url.search;
  }
  throw new Error(`${start} leads in circles, at last to ${target}`);
}

/**
 * Returns the target of a redirect in HTML. Next.js cannot set the status once it streams a page, so it writes a
 * refresh.
 */
function refreshOf(html: string): string | null {
  const target = /<meta id="__next-page-redirect" http-equiv="refresh" content="\d+;url=([^"]*)"/.exec(
    html,
  )?.[1];
  return target?.replaceAll("&amp;", "&") ?? null;
}

/**
 * Returns the hidden field that binds the forms of a page to its user, or no field if the page is rendered signed out.
 */
export function bindingIn(html: string): Record<string, string> {
  const value = /name="rendered_for" value="([^"]+)"/.exec(html)?.[1];
  return value === undefined ? {} : { rendered_for: value };
}

const bindings = new Map<string, Promise<Record<string, string>>>();

/** Returns the hidden field that binds the forms of a visitor. */
export function bindingOf(app: App, visitor: Visitor): Promise<Record<string, string>> {
  const key = `${app.url} ${visitor.cookies}`;
  const known = bindings.get(key) ?? follow(app, "/", visitor).then(({ text }) => bindingIn(text));
  bindings.set(key, known);
  return known;
}

/**
 * Calls a server action like the script of a page: with the state of the form and its fields, bound to the user.
 *
 * @param name of the exported function
 * @param headers added to those of a page of this app, or replacing them
 */
export async function replay(
  app: App,
  name: string,
  visitor: Visitor,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
) {
  return replayUnbound(app, name, visitor, { ...(await bindingOf(app, visitor)), ...fields }, headers);
}

/** Calls a server action like `replay`, but sends only the given fields. */
export function replayUnbound(
  app: App,
  name: string,
  visitor: Visitor,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
) {
  return call(app, name, visitor, { args: [{ errors: [], values: {} }, "$K1"], fields, headers });
}

/**
 * Calls a server action with the given arguments.
 *
 * @param args as the script of a page sends them; `$K1` refers to the form
 * @returns the response, with the redirect target of the action or `null`
 */
export async function call(
  app: App,
  name: string,
  { cookies }: Visitor,
  {
    args,
    fields = {},
    headers = {},
  }: { args: unknown[]; fields?: Record<string, string>; headers?: Record<string, string> },
) {
  const id = serverActions().get(name);
  if (id === undefined) throw new Error(`There is no ${name}.`);
  const body = new FormData();
  for (const [field, value] of Object.entries(fields)) body.set(`_1_${field}`, value);
  body.set("0", JSON.stringify(args));
  const answer = await fetch(`${app.url}/`, {
    method: "POST",
    redirect: "manual",
    headers: { "Next-Action": id, Accept: "text/x-component", Origin: app.url, Cookie: cookies, ...headers },
    body,
  });
  return {
    status: answer.status,
    text: await answer.text(),
    redirectedTo: answer.headers.get("x-action-redirect"),
    setCookies: answer.headers.getSetCookie(),
  };
}
