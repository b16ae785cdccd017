// Languages by ear. A language in which the page has no texts is still wished for with the ticket, so that somebody
// who speaks it may call.
import { all, current, hear, show } from "./frame.js";
import { useLanguage } from "./menus.js";
import { sayEach } from "./speech.js";
import { wish } from "./wishes.js";

/** `spoken` is a language that only a voice of the hall has. */
export async function chooseLanguage({ language, spoken }) {
  wish("language", spoken);
  await useLanguage(language);
  show("start");
}

hear("shown", () => {
  if (current() === "languages") sayEach(all("[data-panel='languages'] [data-language]"));
});
