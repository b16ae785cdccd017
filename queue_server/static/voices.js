// The voices' page: how the hall calls, a new voice, a voice from another hall.

import { send } from "./send.js";
import { tell, texts } from "./page.js";

const SCREEN = "screen-";

function on(id, whatIsSent, then) {
  const form = document.getElementById(id);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await submit(form, whatIsSent(form), then);
  });
}

async function submit(form, [body, type], then) {
  const error = form.querySelector(".field-error");
  const button = form.querySelector("button");
  error.hidden = true;
  button.disabled = true;
  try {
    then(await send(form.dataset.to, body, type));
  } catch (failure) {
    error.textContent = failure.message;
    error.hidden = false;
  }
  button.disabled = false;
}

function fields(form) {
  return [...form.querySelectorAll("[name]")].map((each) => {
    const value = each.value.trim();
    return [each.name, each.dataset.kind === "number" ? Number(value) : value];
  });
}

function wish(form) {
  const all = fields(form);
  const own = all.filter(([name]) => name.startsWith(SCREEN)).map(([name, value]) => [name.slice(SCREEN.length), value]);
  const shared = all.filter(([name]) => !name.startsWith(SCREEN));
  return [JSON.stringify({ ...Object.fromEntries(shared), screens: Object.fromEntries(own) })];
}

on("wish", wish, () => tell(texts.saved));
on("begin", (form) => [JSON.stringify(Object.fromEntries(fields(form)))], ({ id }) => location.assign(`/admin/voice/${id}`));
on("bring", (form) => [form.parcel.files[0], "application/zip"], () => location.reload());
