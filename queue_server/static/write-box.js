// A box to write in: once sent it is empty again, and a link leads to the answer.
import "./moves.js";

document.addEventListener("answered", ({ detail: { button, answer } }) => {
  const { box } = button.dataset;
  if (!box || !answer) return;
  document.getElementById(`${box}-text`).value = "";
  document.getElementById(`${box}-more`).open = false;
  document.getElementById(`${box}-link`).href = answer.link;
  document.getElementById(`${box}-sent`).hidden = false;
});
