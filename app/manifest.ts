import type { MetadataRoute } from "next";
import { pageBrand } from "@/lib/http/brand";

/** Rendered per request, because a build knows no settings. */
export const dynamic = "force-dynamic";

/** The web app manifest. It keeps the browser's own bar, because links in emails open in a tab. */
export default function manifest(): MetadataRoute.Manifest {
  const { name } = pageBrand();
  return {
    name,
    short_name: name,
    start_url: "/",
    display: "browser",
    background_color: "#f6f3ec",
    theme_color: "#f6f3ec",
    icons: [
      { src: "/icon.svg", type: "image/svg+xml", sizes: "any" },
      { src: "/icon-192.png", type: "image/png", sizes: "192x192" },
      { src: "/icon-512.png", type: "image/png", sizes: "512x512" },
    ],
  };
}
