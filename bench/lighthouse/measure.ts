import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { browserExecutable } from "@/scripts/browser.mjs";

const FOLDER = import.meta.dirname;
const CLI = path.join(FOLDER, "node_modules/lighthouse/cli/index.js");
const PAGES = ["/sign-in", "/forgot-password", "/account"];
const CATEGORIES = ["performance", "accessibility", "best-practices"] as const;
/** An odd number of runs, of which the median counts, because a single run says little about speed. */
const RUNS = 5;

type Category = (typeof CATEGORIES)[number];

/** The scores of a page in Lighthouse's mobile preset, from 0 to 100. */
export type Scores = Record<Category, number>;

/** Installs Lighthouse unless it is installed. Returns whether it is installed now. */
function install(): boolean {
  if (existsSync(CLI)) return true;
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: FOLDER, stdio: "inherit" });
  return status === 0;
}

function scoresOf(url: string, cookie: string): Scores {
  const options = [
    ...["--output=json", "--quiet", "--chrome-flags=--headless --no-sandbox --disable-background-networking"],
    `--only-categories=${CATEGORIES.join(",")}`,
    `--extra-headers=${JSON.stringify({ Cookie: cookie })}`,
  ];
  const report = execFileSync(process.execPath, [CLI, url, ...options], {
    encoding: "utf8",
    maxBuffer: 2 ** 26,
    env: { ...process.env, CHROME_PATH: browserExecutable() },
  });
  const { categories, finalDisplayedUrl } = JSON.parse(report) as {
    categories: Record<Category, { score: number | null }>;
    finalDisplayedUrl: string;
  };
  if (finalDisplayedUrl !== url) throw new Error(`${url} led to ${finalDisplayedUrl}.`);
  const scores = CATEGORIES.map((category) => [
    category,
    Math.round(100 * (categories[category].score ?? 0)),
  ]);
  return Object.fromEntries(scores);
}

function middleOf(runs: Scores[]): Scores {
  const middle = (category: Category) =>
    runs.map((scores) => scores[category]).sort((a, b) => a - b)[Math.floor(runs.length / 2)] ?? 0;
  return Object.fromEntries(CATEGORIES.map((category) => [category, middle(category)])) as Scores;
}

/**
 * Measures the pages that users see first with Lighthouse.
 *
 * @param cookie of a signed-in user, for the pages that require a session
 * @returns the scores by page; none if Lighthouse cannot be installed
 */
export function measurePages(appUrl: string, cookie: string): Record<string, Scores> {
  if (!install()) {
    console.error("Lighthouse cannot be installed, so its scores are missing.");
    return {};
  }
  const measured = PAGES.map((page) => {
    const sent = page === "/account" ? cookie : "";
    const runs = Array.from({ length: RUNS }, () => scoresOf(appUrl + page, sent));
    return [page, middleOf(runs)] as const;
  });
  return Object.fromEntries(measured);
}
