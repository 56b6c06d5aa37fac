/** Which pages there are, and which words each of them says. */

/** What tells the course of a report, wherever it is told. */
const COURSE = [
  "classification",
  "label",
  "answer",
  "state",
  "closed",
  "level",
  "event",
  "limit",
  "role",
  "reason",
  "outcome",
];

/** Each page: its address, its template, and the words its script needs beside the common ones. */
export const PAGES = [
  { path: "", name: "front", sections: ["front"], said: ["answer", "state", "closed"] },
  {
    path: "lapor",
    name: "submit",
    sections: ["submit", "files"],
    said: ["classification", "label", "field", "of_field", "answer", "limit", "state", "closed"],
  },
  {
    path: "lacak",
    name: "track",
    sections: ["track", "timeline", "files"],
    said: [...COURSE, "field", "of_field", "station", "command", "channel", "rating", "grade", "button", "asked_once"],
  },
  {
    path: "laporan",
    name: "published",
    sections: ["published", "timeline"],
    said: [...COURSE, "station"],
  },
  {
    path: "petugas",
    name: "desk",
    sections: ["desk", "desk_forms", "desk_record", "linter", "timeline", "files"],
    said: [...COURSE, "field", "command", "contact", "channel", "consent", "rating"],
  },
  { path: "lupa", name: "recover", sections: [], said: ["label", "field", "answer", "recovery", "frame"] },
  { path: "bantuan", name: "help", sections: [], said: [] },
  { path: "luring", name: "offline", sections: [], said: [] },
  { path: "404", name: "missing", sections: [], said: [] },
];
/** Pages that show what a reporter ticked say it in words. */
export const SHOWING_CHOICES = new Set(["submit", "track", "desk"]);
