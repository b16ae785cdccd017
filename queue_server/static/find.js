// A procedure by a part of its name, typed with or without marks: Enter takes the first that is found.
import { getText } from "./api.js";

const MOST = 8;
const STILL_TYPING_MS = 120;
let later = null;

function way(list, found, index) {
  const button = document.createElement("button");
  const { action, post, body, with: fields = "" } = list.dataset;
  button.className = "button way";
  button.id = `${list.id}-${index + 1}`;
  Object.assign(button.dataset, { action, post, with: fields, body: JSON.stringify({ ...JSON.parse(body), procedure: found.code }) });
  button.textContent = `${found.queue} · ${found.short_name}`;
  return button;
}

async function look(field) {
  const list = document.getElementById(field.dataset.find);
  const text = field.value.trim();
  const lang = document.documentElement.lang;
  const path = `/api/v1/procedures?q=${encodeURIComponent(text)}&lang=${lang}`;
  const { items } = text ? JSON.parse(await getText(path)) : { items: [] };
  if (field.value.trim() !== text) return; // a later question is on its way
  list.replaceChildren(...items.slice(0, MOST).map((each, index) => way(list, each, index)));
  if (text && !items.length) list.textContent = list.dataset.none;
  list.dataset.for = text;
}

document.addEventListener("input", ({ target }) => {
  if (!target.dataset.find) return;
  clearTimeout(later);
  later = setTimeout(() => look(target).catch(() => {}), STILL_TYPING_MS); // the next letter asks again
});

/** Only what the reader sees for the present text is taken. */
document.addEventListener("keydown", (event) => {
  const { find } = event.target.dataset ?? {};
  if (!find || event.key !== "Enter") return;
  event.preventDefault();
  const list = document.getElementById(find);
  if (list.dataset.for === event.target.value.trim()) list.querySelector(".way")?.click();
});

// The next time nothing is typed yet.
document.addEventListener(
  "toggle",
  ({ target }) => {
    const field = !target.open && target.querySelector?.("[data-find]");
    if (!field) return;
    field.value = "";
    document.getElementById(field.dataset.find).replaceChildren();
  },
  { capture: true },
);
