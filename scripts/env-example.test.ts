import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { environmentSchema } from "@/lib/settings-schema";

const read = (file: string) => readFileSync(path.resolve(import.meta.dirname, "..", file), "utf8");

/** Set by the commands themselves. */
const NOT_A_SETTING = ["NODE_ENV"];

const names = Object.keys(environmentSchema.shape).filter((name) => !NOT_A_SETTING.includes(name));
const lines = [...read(".env.example").matchAll(/^# ([A-Z0-9_]+)=(.*)$/gm)];

test(".env.example lists each setting once, and no other", () => {
  expect(lines.map(([, name]) => name).toSorted()).toEqual(names.toSorted());
});

test("each value in .env.example is valid for its setting", () => {
  for (const [, name = "", value = ""] of lines.filter(([, , value]) => value !== "")) {
    const setting = environmentSchema.shape[name as keyof typeof environmentSchema.shape];
    expect(setting.safeParse(value.replace(/^"(.*)"$/, "$1")).success, name).toBe(true);
  }
});

test("every setting in .env.example is commented out", () => {
  expect(read(".env.example").match(/^(?!#|$).*/gm)).toBeNull();
});
