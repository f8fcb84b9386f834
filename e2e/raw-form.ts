/** A form of a page, as a browser without JavaScript submits it. For concurrent and for hand-made requests. */
export type RawForm = { url: string; fields: Map<string, string>; cookies: string };

const INPUT = /<input\b[^>]*>/g;
const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];

const ENTITIES: Record<string, string> = {
  "&quot;": '"',
  "&amp;": "&",
  "&#x27;": "'",
  "&lt;": "<",
  "&gt;": ">",
};
const decode = (text: string) =>
  text.replace(/&(?:quot|amp|#x27|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity);

function cookiesOf(answer: Response, before: string): string {
  const jar = new Map(
    before
      .split("; ")
      .filter(Boolean)
      .map((pair) => [pair.split("=")[0] ?? "", pair]),
  );
  for (const header of answer.headers.getSetCookie()) {
    const pair = header.split(";")[0] ?? "";
    jar.set(pair.split("=")[0] ?? "", pair);
  }
  return [...jar.values()].join("; ");
}

/**
 * Fetches a page and reads the form that has a field.
 *
 * @param holding name of one of its fields
 * @param button label of its button, if several forms have that field
 */
export async function readForm(url: string, holding: string, cookies = "", button = ""): Promise<RawForm> {
  const answer = await fetch(url, { headers: { cookie: cookies } });
  const html = await answer.text();
  const form =
    html.split("<form").find((part) => part.includes(`name="${holding}"`) && part.includes(button)) ?? "";
  const inputs = form.split("</form>")[0]?.match(INPUT) ?? [];
  const fields = inputs.flatMap((tag): [string, string][] => {
    const name = attribute(tag, "name");
    const unchecked = /type="(checkbox|radio)"/.test(tag) && !/\bchecked/.test(tag);
    return name && !unchecked ? [[decode(name), decode(attribute(tag, "value") ?? "")]] : [];
  });
  return { url, fields: new Map(fields), cookies: cookiesOf(answer, cookies) };
}

/** The response to a form. */
export type Sent = { status: number; location: string | null; html: string; cookies: string };

/** Submits a form with the given fields, without following redirects. */
export async function sendForm(
  form: RawForm,
  filledIn: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Sent> {
  const body = new FormData();
  for (const [name, value] of [...form.fields, ...Object.entries(filledIn)]) body.set(name, value);
  const answer = await fetch(form.url, {
    method: "POST",
    body,
    redirect: "manual",
    headers: { origin: new URL(form.url).origin, cookie: form.cookies, ...headers },
  });
  const html = await answer.text();
  return {
    status: answer.status,
    location: answer.headers.get("location"),
    html,
    cookies: cookiesOf(answer, form.cookies),
  };
}

/** Requests a password reset. Returns the form for the code. */
export async function rawReset(
  appUrl: string,
  address: string,
  headers: Record<string, string> = {},
): Promise<RawForm> {
  const asked = await sendForm(
    await readForm(`${appUrl}/forgot-password`, "identifier"),
    { identifier: address },
    headers,
  );
  return readForm(new URL(asked.location ?? "/", appUrl).href, "code", asked.cookies);
}
