/** A page's form as a browser without JavaScript would send it: for many requests at once, and for hand-made ones. */
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
 * Fetches a page and reads the form that holds a field.
 *
 * @param holding name of one of its fields
 * @param button what its button is called, where several hold that field
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

/** What a form was answered with. */
export type Sent = { status: number; location: string | null; html: string; cookies: string };

/** Sends a form with some fields filled in, without following where it leads. */
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

/** Asks for a password reset; returns the form that the code is typed into. */
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
