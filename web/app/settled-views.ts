/** What every visit of a settled household needs, in one piece. */
import "../dates/dates-view.ts";
import "./page-bar.ts";
