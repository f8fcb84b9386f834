import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MAX_BODY_BYTES } from "./body-limit.mjs";
import { formBodyError } from "./form-body";

const BOUNDARY = "----WebKitFormBoundaryabc123";
const TYPE = `multipart/form-data; boundary=${BOUNDARY}`;
const part = (name: string, value: string) =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const VALID = `${part("a", "1")}${part("b", "x\r\ny\n\u0001")}--${BOUNDARY}--\r\n`;

function post(body: string, type = TYPE, length: string | null = String(Buffer.byteLength(body))) {
  const headers = new Headers({ "content-type": type, ...(length !== null && { "content-length": length }) });
  return new Request("https://app.example/", { method: "POST", headers, ...(body !== "" && { body }) });
}

describe("a form", () => {
  test.each([
    ["with its length", post(VALID)],
    ["without its length", post(VALID, TYPE, null)],
    ["without fields", post(`--${BOUNDARY}--\r\n`)],
    ["with a quoted boundary", post(VALID, `multipart/form-data; boundary="${BOUNDARY}"`)],
    ["with another parameter", post(VALID, `Multipart/Form-Data; charset=utf-8; Boundary=${BOUNDARY}`)],
    ["in another encoding", post("a=1&b", "application/x-www-form-urlencoded")],
  ])("%s is accepted", async (_case, request) => {
    expect(await formBodyError(request)).toBeNull();
  });

  test("as a browser sends it is accepted, with any values", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.stringMatching(/^\w+$/), fc.string({ unit: "binary" })),
        async (fields) => {
          const form = new FormData();
          for (const [name, value] of Object.entries(fields)) form.append(name, value);
          const request = new Request("https://app.example/", { method: "POST", body: form });
          expect(await formBodyError(request)).toBeNull();
        },
      ),
    );
  });

  test.each([
    ["that is empty", ""],
    ["that is no form", "garbage"],
    ["without an end", VALID.slice(0, -8)],
    ["with half a boundary", VALID.slice(0, 20)],
    ["with other line ends", VALID.replaceAll("\r\n", "\n")],
    ["with a part without a header", `--${BOUNDARY}\r\n\r\nx\r\n--${BOUNDARY}--\r\n`],
    [
      "with a part without a name",
      `--${BOUNDARY}\r\nContent-Disposition: form-data\r\n\r\nx\r\n--${BOUNDARY}--\r\n`,
    ],
    ["with a header that is none", `--${BOUNDARY}\r\nnonsense\r\n\r\nx\r\n--${BOUNDARY}--\r\n`],
    ["with a control character in a header", VALID.replace('"a"\r\n', '"a"\r\u0015')],
  ])("%s is rejected with 400", async (_case, body) => {
    expect(await formBodyError(post(body))).toBe(400);
    expect(await formBodyError(post(body, TYPE, null))).toBe(400);
  });

  test.each([
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=another",
    `multipart/form-data;; boundary=${BOUNDARY}`,
    `multipart/form-data; boundary="${BOUNDARY}`,
  ])("of the type %s is rejected with 400", async (type) => {
    expect(await formBodyError(post(VALID, type))).toBe(400);
  });

  test("that is too large is rejected with 413, for any type and with or without Content-Length", async () => {
    const large = "x".repeat(MAX_BODY_BYTES + 1);
    for (const type of [TYPE, "text/plain"]) {
      expect(await formBodyError(post(large, type))).toBe(413);
      expect(await formBodyError(post(large, type, null))).toBe(413);
    }
    expect(await formBodyError(post("x", TYPE, String(MAX_BODY_BYTES + 1)))).toBe(413);
  });
});
