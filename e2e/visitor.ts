import { readdirSync } from "node:fs";
import path from "node:path";
import { expect } from "@playwright/test";
import { markCompromised } from "./database";
import { readForm, sendForm } from "./raw-form";
import { type App, serverActions } from "./servers/app";

const APP = path.resolve(import.meta.dirname, "../app");
const AN_ID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";

/** The path of every page there is, as the folder tree has them. */
export function pagePaths(folder = APP): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name === "page.tsx")
    .map((entry) => path.relative(folder, entry.parentPath))
    .map((place) => place.replace(/\([^)]*\)\/?/g, "").replace(/\[[^\]]*\]/g, AN_ID))
    .map((place) => `/${place.replace(/\/$/, "")}`)
    .sort();
}

/** Whoever asks without a browser, and what they ask with. */
export type Visitor = { state: string; cookies: string };

type TestUser = { address: string; password: string };

/** The cookies of somebody who has just signed in by password. */
export async function signedIn(app: App, { address, password }: TestUser): Promise<Visitor> {
  const form = await readForm(`${app.url}/sign-in`, "password");
  const { cookies } = await sendForm(form, { identifier: address, password });
  expect(cookies).toContain("latchkey.session=");
  return { state: "active", cookies };
}

/** The cookies of somebody who was signed in when their password was marked compromised. */
export async function pending(app: App, user: TestUser): Promise<Visitor> {
  const { cookies } = await signedIn(app, user);
  await markCompromised(app, user.address);
  // The first look notes since when it is pending; from then on nothing of it changes by itself.
  await fetch(`${app.url}/api/v1/session`, { headers: { cookie: cookies } });
  return { state: "pending", cookies };
}

/** Where a path leads in the end, and by how many steps. */
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

/** A page that has begun to be sent cannot redirect by status any more; Next then writes a refresh into it. */
function refreshOf(html: string): string | null {
  const target = /<meta id="__next-page-redirect" http-equiv="refresh" content="\d+;url=([^"]*)"/.exec(
    html,
  )?.[1];
  return target?.replaceAll("&amp;", "&") ?? null;
}

/** What binds the forms of a page to the user it is rendered for, by the name of its field; nothing for one rendered signed out. */
export function bindingIn(html: string): Record<string, string> {
  const value = /name="rendered_for" value="([^"]+)"/.exec(html)?.[1];
  return value === undefined ? {} : { rendered_for: value };
}

const bindings = new Map<string, Promise<Record<string, string>>>();

/** What binds the forms of a visitor's pages to them. */
export function bindingOf(app: App, visitor: Visitor): Promise<Record<string, string>> {
  const key = `${app.url} ${visitor.cookies}`;
  const known = bindings.get(key) ?? follow(app, "/", visitor).then(({ text }) => bindingIn(text));
  bindings.set(key, known);
  return known;
}

/**
 * Calls a server action as a page's script does: with the state of its form, and the form, bound to its user like any.
 *
 * @param name of the function, as its file exports it
 * @param headers in place of, or besides, those of this app's own page
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

/** `replay` of a form that carries the given fields and nothing else. */
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
 * Calls a server action with arguments of its own.
 *
 * @param args as the page's script sends them; `$K1` stands for the form
 * @returns the answer, and where the action leads or `null`
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
