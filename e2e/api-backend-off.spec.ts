import { BackOffice } from "./backend";
import { expect, test } from "./fixtures";

test.use({ settings: { SECRET_KEY: "" } });

test("@server without a token in the settings there are no metrics", async ({ app }) => {
  for (const authorization of ["Bearer", "Bearer undefined", "Bearer null"]) {
    const answer = await fetch(`${app.url}/api/metrics`, { headers: { authorization } });
    expect([answer.status, await answer.text()]).toEqual([404, ""]);
  }
});

test("@server without a key in the settings there is no backend API", async ({ app }) => {
  for (const key of ["", "undefined", "null"]) {
    const office = new BackOffice(app, key);
    for (const path of ["/users", "/audit-events", "/users/6f9619ff-8b86-4d01-b42d-00cf4fc964ff"]) {
      const answer = await office.get(path);
      expect([answer.status, answer.codes]).toEqual([404, ["resource_not_found"]]);
    }
    expect((await office.post("/users", { emailAddress: "a@b.example" })).status).toBe(404);
  }
});
