import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { matchNumberChoices } from "./match-number";

const rightNumber = fc.integer({ min: 31, max: 99 });

test("three different numbers of two digits, the right one among them", () => {
  fc.assert(
    fc.property(fc.uuid(), rightNumber, (linkId, right) => {
      const choices = matchNumberChoices(linkId, right);
      expect(new Set(choices).size).toBe(3);
      expect(choices).toContain(right);
      for (const choice of choices) expect(String(choice)).toMatch(/^[3-9]\d$/);
    }),
  );
});

test("the same link offers the same numbers every time, another one others", () => {
  const [one, other] = [randomUUID(), randomUUID()];
  expect(matchNumberChoices(one, 42)).toEqual(matchNumberChoices(one, 42));
  const others = (linkId: string) => matchNumberChoices(linkId, 42).filter((number) => number !== 42);
  expect(others(one)).not.toEqual(others(other));
});

test("where the right one stands tells nothing", () => {
  const places = [0, 0, 0];
  for (let nth = 0; nth < 3_000; nth++) {
    const right = 31 + (nth % 69);
    const place = matchNumberChoices(randomUUID(), right).indexOf(right);
    places[place] = (places[place] ?? 0) + 1;
  }
  for (const count of places) expect(count).toBeGreaterThan(850);
});
