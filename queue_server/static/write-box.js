// A box to write in: once sent it is empty again, and a link leads to the answer. It stands on pages with and without moves.
import { post, Problem } from "./api.js";

async function send(button) {
  const { box, write } = button.dataset;
  const part = (name) => document.getElementById(`${box}-${name}`);
  button.disabled = true;
  const words = { kind: part("kind").value, text: part("text").value };
  const answer = await post(write, words).catch((failure) => failure);
  button.disabled = false;
  const problem = answer instanceof Error;
  part("problem").textContent = answer instanceof Problem ? answer.message : part("problem").dataset.away;
  part("problem").hidden = !problem;
  if (problem) return;
  part("text").value = "";
  part("more").open = false;
  part("link").href = answer.link;
  part("sent").hidden = false;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-write]");
  if (button) send(button);
});
