import { expect, test } from "vitest";
import { csvLine } from "./csv";

test("quotes every cell and doubles quotes within it", () => {
  expect(csvLine(["plain", 'say "hi", twice', "two\nlines", null])).toBe(
    '"plain","say ""hi"", twice","two\nlines",""\r\n',
  );
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])("writes %j as text, not as a formula", (cell) => {
  expect(csvLine([cell])).toBe(`"'${cell}"\r\n`);
});
