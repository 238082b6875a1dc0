import { buildWhatChanged } from "./build.ts";

/** `npm run build` */
await buildWhatChanged(console.log);
