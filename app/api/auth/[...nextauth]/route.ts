export { GET, POST } from "@/lib/web/auth-handlers";
