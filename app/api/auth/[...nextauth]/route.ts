export { GET, POST } from "@/lib/http/auth-handlers";
