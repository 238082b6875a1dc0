/** What is asked after the first question, in a piece of its own that nobody waits for. */
import "./number-question.ts";
import "./part-question.ts";
import "./remind-question.ts";
import "./services-question.ts";

export { offered, setupIn } from "./offered-setup.ts";
