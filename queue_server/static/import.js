// A table is shown as what it would change before anything is taken in. The file stays in the browser until then
// and is sent once more.
import { send } from "./send.js";

const file = document.getElementById("file");
const report = document.getElementById("report");
const reading = document.getElementById("reading");
const refused = document.getElementById("refused");

async function busily(path) {
  refused.hidden = true;
  reading.hidden = false;
  try {
    return await send(path, file.files[0], "application/octet-stream");
  } catch (failure) {
    refused.textContent = failure.message;
    refused.hidden = false;
    return null;
  } finally {
    reading.hidden = true;
  }
}

function begin() {
  report.replaceChildren();
  file.value = "";
}

file.addEventListener("change", async () => {
  report.replaceChildren();
  if (!file.files.length) return;
  const shown = await busily(file.dataset.preview);
  if (!shown) return void (file.value = "");
  report.innerHTML = shown.html;
  report.querySelector("button")?.focus();
});

report.addEventListener("click", async ({ target }) => {
  const wish = target.closest("button")?.dataset.faulty;
  if (wish === "none") return begin();
  if (wish && (await busily(`${report.dataset.take}?faulty=${wish}`))) location.reload();
});
