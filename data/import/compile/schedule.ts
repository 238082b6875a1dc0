import type { RoundDate } from "../../model/collection.ts";
import type { RoundMap } from "../round-map.ts";

/** The dates of each round as people will see them. */
export type Schedule = Pick<RoundMap<readonly RoundDate[]>, "get" | "has" | typeof Symbol.iterator>;
