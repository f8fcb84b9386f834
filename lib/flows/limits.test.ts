import "@/lib/db/testing/own-database";
import { expect, test, vi } from "vitest";
import { NO_REQUEST } from "@/lib/audit";
import { database } from "@/lib/db/client";
import { messageLimits, withinLimits } from "./limits";

vi.hoisted(() => {
  process.env.SMS_DAILY_LIMIT = "150";
});

let numbers = 0;

/** Asks for a text message to a number nobody has asked for before. */
async function askForText(ipAddress: string) {
  const number = `+1415${String(++numbers).padStart(3, "0")}0000`;
  const facts = { ...NO_REQUEST, ipAddress };
  return withinLimits(await database(), facts, messageLimits(facts, "sms", number));
}

test("one network cannot use up the text messages of all", async () => {
  for (let texts = 0; texts < 15; texts++) expect((await askForText("203.0.113.7")).allowed).toBe(true);
  expect(await askForText("203.0.113.7")).toMatchObject({ allowed: false, name: "text:network:day" });
  expect((await askForText("198.51.100.4")).allowed).toBe(true);
});
