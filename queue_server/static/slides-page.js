// The page of slides: the notice, one form for every kind of slide, and what a slide looks like.

import "./moves.js";
import { post } from "./api.js";
import { refresh, tell, texts } from "./page.js";
import { send } from "./send.js";
import { showPreview } from "./slides-preview.js";

const form = document.getElementById("slide-form");
const notice = document.getElementById("notice");
const save = document.getElementById("save-slide");
const PLAIN = ["first_day", "last_day", "begins", "ends"];
let file = null; // of the slide that is being changed

function pair(name) {
  const [vi, en] = ["vi", "en"].map((language) => form.elements[`${name}.${language}`].value.trim());
  return { vi, en };
}

async function wish() {
  const kind = form.elements.kind.value;
  const chosen = form.elements.file.files[0];
  const uploaded = kind === "picture" && chosen ? await upload(chosen) : null;
  const when = Object.fromEntries(PLAIN.map((name) => [name, form.elements[name].value || null]));
  const shared = { ...when, seconds: Number(form.elements.seconds.value), title: pair("title") };
  if (kind === "picture") return { ...shared, kind: uploaded?.kind ?? form.dataset.was ?? kind, file: uploaded?.file ?? file };
  return { ...shared, kind, ...(kind === "text" && { text: pair("text") }) };
}

function upload(chosen) {
  tell(texts.sending);
  return send("/api/v1/slides/files", chosen, "application/octet-stream");
}

async function attempt(place, button, act) {
  const error = place.querySelector(".field-error");
  error.hidden = true;
  button.disabled = true;
  try {
    await act();
    tell(texts.saved);
  } catch (failure) {
    error.textContent = failure.message || texts.failed;
    error.hidden = false;
  }
  button.disabled = false;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(form, save, async () => {
    const { kind, ...wished } = await wish();
    const id = form.elements.id.value;
    await (id ? post(`/api/v1/slides/${id}`, { ...wished, shown: form.dataset.shown !== "false" }) : post("/api/v1/slides", { kind, ...wished }));
    form.reset();
    await refresh();
  });
});

form.addEventListener("reset", () => setTimeout(() => fill(null)));
form.elements.kind.addEventListener("change", () => { form.dataset.kind = form.elements.kind.value; });

/** The form with a slide in it, or empty for a new one. */
function fill(told) {
  form.elements.id.value = told?.id ?? "";
  form.elements.kind.disabled = Boolean(told);
  form.elements.kind.value = told?.kind === "video" ? "picture" : told?.kind ?? "picture";
  form.dataset.kind = form.elements.kind.value;
  form.dataset.shown = told?.shown ?? true;
  form.dataset.was = told?.kind ?? "picture";
  file = told?.src?.split("/").pop() ?? null;
  save.textContent = told ? texts.change : texts.add;
  document.getElementById("new-slide").hidden = !told;
  if (!told) return;
  for (const name of ["title", "text"]) {
    for (const language of ["vi", "en"]) form.elements[`${name}.${language}`].value = told[name]?.[language] ?? "";
  }
  const values = { first_day: told.first, last_day: told.last, begins: told.begins, ends: told.ends, seconds: told.seconds };
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value ?? "";
  form.elements.file.value = "";
  form.scrollIntoView({ block: "nearest" });
  form.elements["title.vi"].focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("#now [data-action]");
  const told = button && JSON.parse(button.closest("li").dataset.told);
  if (button?.dataset.action === "edit") fill(told);
  if (button?.dataset.action === "preview") showPreview(told);
});

notice.addEventListener("submit", (event) => {
  event.preventDefault();
  const { vi, en, until } = notice.elements;
  const said = { vi: vi.value, en: en.value, until: until.value || null };
  attempt(notice, event.submitter, () => post("/api/v1/notice", said).then(() => until.value && setTimeout(() => location.reload(), 1500)));
});
document.getElementById("take-down")?.addEventListener("click", (event) => {
  attempt(notice, event.target, () => post("/api/v1/notice/take-down").then(() => location.reload()));
});
