import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskEmailWithoutDomain } from "@/lib/identifiers/email";
import { decoyContacts } from "./decoy-factors";

const SHARE = {
  email: 1 / 3,
  phone: 1,
  username: { email: 2 / 3, phoneWithEmail: 1 / 3, phoneWithoutEmail: 1 / 2 },
};
const email = (value: string) => decoyContacts({ kind: "email", value }, SHARE);

describe("decoy contacts of an unknown identifier", () => {
  test("are the same each time and start with the typed identifier", () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const contacts = email(address);
        expect(contacts).toEqual(email(address));
        expect(contacts[0]).toMatchObject({ kind: "email", value: address });
      }),
    );
  });

  test("have IDs that look like database IDs", () => {
    for (let nth = 0; nth < 50; nth++) {
      for (const { id } of email(`stranger-${nth}@example.com`)) {
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      }
    }
  });

  test("include a phone number for the given share of addresses, and an address for every number", () => {
    const withNumber = Array.from({ length: 300 }, (_, nth) => email(`stranger-${nth}@example.com`)).filter(
      ({ length }) => length === 2,
    );
    expect(withNumber.length).toBeGreaterThan(60);
    expect(withNumber.length).toBeLessThan(140);
    const [typed, address] = decoyContacts({ kind: "phone", value: "+14155557777" }, SHARE);
    expect(typed?.masked).toBe("•••• 77");
    expect(address?.masked).toMatch(/^[a-z•]•••@•••$/);
  });

  test("include addresses with every initial that a real address can have", () => {
    const shown = Array.from({ length: 3_000 }, (_, nth) => {
      const value = `+1415555${String(nth).padStart(4, "0")}`;
      const [, address] = decoyContacts({ kind: "phone", value }, SHARE);
      return address?.masked;
    });
    const real = [..."abcdefghijklmnopqrstuvwxyz0_é😀"].map((first) =>
      maskEmailWithoutDomain(`${first}@example.com`),
    );
    expect(new Set(shown)).toEqual(new Set(real));
  });

  test("of usernames are an address, a number, both or none, in the given shares, and hide the initial", () => {
    const all = Array.from({ length: 1_200 }, (_, nth) =>
      decoyContacts({ kind: "username", value: `stranger-${nth}` }, SHARE),
    );
    const shown = all.map((contacts) => contacts.map(({ kind }) => kind).join());
    const count = (kinds: string) => shown.filter((other) => other === kinds).length / shown.length;
    expect(count("email")).toBeCloseTo(4 / 9, 1);
    expect(count("email,phone")).toBeCloseTo(2 / 9, 1);
    expect(count("phone")).toBeCloseTo(1 / 6, 1);
    expect(count("")).toBeCloseTo(1 / 6, 1);
    const masks = new Set(all.flat().flatMap(({ kind, masked }) => (kind === "email" ? [masked] : [])));
    expect([...masks]).toEqual(["••••@•••"]);
    expect(all.flat().every(({ value }) => value === "")).toBe(true);
  });

  test("have no value that a message could be sent to", () => {
    for (let nth = 0; nth < 50; nth++) {
      for (const { value } of email(`stranger-${nth}@example.com`).slice(1)) expect(value).toBe("");
    }
  });
});
