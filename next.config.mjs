import { MAX_BODY_BYTES } from "./lib/http/body-limit.mjs";
import { ADMIN_PREFIX, HIDDEN_HEADER } from "./lib/http/hidden-pages.mjs";
import { SECURITY_HEADERS, STATIC_POLICY } from "./lib/http/response-headers.mjs";

/** @type {import("next").NextConfig} */
export default {
  output: "standalone",
  // What a fork brings along is held to strict TypeScript in a build; `npm run check` holds this project to more.
  // `npm test` has done so a moment before.
  typescript: { tsconfigPath: "tsconfig.build.json", ignoreBuildErrors: process.env.TYPES_CHECKED === "1" },
  poweredByHeader: false,
  // The middleware does it, with headers.
  skipTrailingSlashRedirect: true,
  images: { unoptimized: true },
  // Loaded by Node as they stand: they bring WebAssembly, native code or worker files that a bundler would lose.
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
      // What the thread that examines passwords loads.
      "./lib/factors/password/*.mjs",
      "./node_modules/@zxcvbn-ts/*/{package.json,dist/**/*.cjs}",
      "./node_modules/fastest-levenshtein/{package.json,mod.js}",
    ],
  },
  experimental: { serverActions: { bodySizeLimit: MAX_BODY_BYTES } },
  // The middleware says which pages do not exist for the user. A rewrite by the middleware itself is an absolute URL, to
  // which Next opens a connection where HOSTNAME is a loopback address.
  async rewrites() {
    const has = [{ type: "header", key: HIDDEN_HEADER }];
    return { beforeFiles: [{ source: `${ADMIN_PREFIX}/:path*`, has, destination: "/not-found" }] };
  },
  async headers() {
    return [
      { source: "/:path*", headers: SECURITY_HEADERS },
      { source: "/_next/static/:path*", headers: [STATIC_POLICY] },
      { source: "/:drawing(icon.svg|door.svg)", headers: [STATIC_POLICY] },
    ];
  },
};
