import { expect } from "@playwright/test";
import { NativeClient } from "./api";
import type { App } from "./servers/app";
import { SECRET_KEY } from "./servers/paths";

/** A client of the backend API. It sends the secret key and has no other credentials. */
export class BackOffice extends NativeClient {
  constructor(app: App, key = SECRET_KEY) {
    super(app);
    this.token = `Bearer ${key}`;
  }

  override copy(): BackOffice {
    return new BackOffice(this.app, this.token?.slice("Bearer ".length));
  }

  /** Returns every row of a list, reading it page by page. */
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of a row
  async all(path: string): Promise<any[]> {
    const rows = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const joint = path.includes("?") ? "&" : "?";
      const page = await this.get(cursor === "" ? path : `${path}${joint}cursor=${cursor}`);
      expect(page.status, path).toBe(200);
      rows.push(...page.body.data);
      cursor = page.body.nextCursor;
    }
    return rows;
  }

  /** Returns the only user that matches a query. */
  async userOf(address: string) {
    const { body } = await this.get(`/users?query=${encodeURIComponent(address)}`);
    expect(body.data).toHaveLength(1);
    return body.data[0];
  }
}
