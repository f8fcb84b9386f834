import "./testing/own-embedded";
import { expect, test } from "vitest";
import { database } from "./client";

test("yields to the event loop between the statements of the embedded database", async () => {
  const db = await database();
  const QUERIES = 20;
  let turns = 0;
  let isOver = false;
  const turn = () => {
    turns++;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  for (let nth = 0; nth < QUERIES; nth++) await db.$queryRaw`SELECT 1`;
  isOver = true;
  expect(turns).toBeGreaterThanOrEqual(QUERIES);
});
