import type { WishBody } from "../../data/model/subscription.ts";

/** One reminder time as the contract writes it: `{ when: "eve", time: "19:00" }`. */
export type Slot = Readonly<WishBody["remind"][number]>;
