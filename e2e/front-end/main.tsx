import { createRoot } from "react-dom/client";

createRoot(document.querySelector("main") as HTMLElement).render(<h1>A front end</h1>);
