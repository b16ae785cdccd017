// Suggestions and obstacles: what was noted leaves the fields free for the next.
import "./moves.js";

document.addEventListener("answered", ({ detail: { button, answer } }) => {
  if (button.id !== "note" || !answer) return;
  for (const each of document.querySelectorAll("#note-fields textarea")) each.value = "";
});
