import path from "node:path";
import { MAX_BODY_BYTES } from "./lib/http/body-limit.mjs";
import { ADMIN_PREFIX, HIDDEN_HEADER } from "./lib/http/hidden-pages.mjs";
import { routeVariables } from "./lib/http/list-routes.mjs";
import { SECURITY_HEADERS, STATIC_POLICY } from "./lib/http/response-headers.mjs";

/** The files without the middleware: the matcher in `middleware.ts` excludes the same ones. */
const STATIC_FILES = [
  "icon.svg",
  "door.svg",
  "favicon.ico",
  "apple-icon.png",
  "icon-192.png",
  "icon-512.png",
  "robots.txt",
  "manifest.webmanifest",
];

/** @type {import("next").NextConfig} */
export default {
  output: "standalone",
  // A build checks the code of a fork with strict TypeScript; `npm run check` applies more rules to this project.
  // `npm test` sets the variable because it has just checked the types.
  typescript: { tsconfigPath: "tsconfig.build.json", ignoreBuildErrors: process.env.TYPES_CHECKED === "1" },
  poweredByHeader: false,
  // The middleware redirects only paths that exist.
  env: routeVariables(path.join(import.meta.dirname, "app")),
  // The middleware redirects instead, and sets the security headers.
  skipTrailingSlashRedirect: true,
  images: { unoptimized: true },
  // Node.js loads these without bundling: a bundler would lose their WebAssembly, native code or worker files.
  serverExternalPackages: [
    "@electric-sql/pglite",
    "@node-rs/argon2",
    "@zxcvbn-ts/core",
    "@zxcvbn-ts/language-common",
    "@zxcvbn-ts/language-en",
    "bowser",
    "hibp",
    "nodemailer",
    "pg",
    "pino",
    "react-email",
    "resend",
  ],
  outputFileTracingIncludes: {
    "/**": [
      "./prisma/migrations/**",
      "./node_modules/@electric-sql/pglite/dist/**",
      // Files that the password strength worker loads.
      "./lib/factors/password/*.mjs",
      "./node_modules/@zxcvbn-ts/*/{package.json,dist/**/*.cjs}",
      "./node_modules/fastest-levenshtein/{package.json,mod.js}",
    ],
  },
  experimental: { serverActions: { bodySizeLimit: MAX_BODY_BYTES } },
  // The middleware marks pages that must look as if they did not exist. A rewrite in the middleware would use an
  // absolute URL, to which Next.js opens a connection if HOSTNAME is a loopback address.
  async rewrites() {
    const has = [{ type: "header", key: HIDDEN_HEADER }];
    return { beforeFiles: [{ source: `${ADMIN_PREFIX}/:path*`, has, destination: "/not-found" }] };
  },
  async headers() {
    return [
      { source: "/:path*", headers: SECURITY_HEADERS },
      { source: "/_next/static/:path*", headers: [STATIC_POLICY] },
      { source: `/:file(${STATIC_FILES.join("|")})`, headers: [STATIC_POLICY] },
    ];
  },
};
