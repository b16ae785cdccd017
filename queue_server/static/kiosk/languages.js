// Languages by ear. A language in which the page has no texts is still wished for with the ticket, so that somebody
// who speaks it may call.
import { all, current, hear, show, useLanguage } from "./frame.js";
import { sayEach } from "./speech.js";

let spoken = null; // a language that only a voice of the hall has

export async function chooseLanguage({ language, spoken: only }) {
  spoken = only ?? null;
  await useLanguage(language);
  show("start");
}

/** What is asked for besides the procedure. */
export function language() {
  return spoken ? { language: spoken } : {};
}

hear("shown", () => {
  if (current() === "languages") sayEach(all("[data-panel='languages'] [data-language]"));
});
hear("home", () => (spoken = null));
