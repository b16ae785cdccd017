// The greeter's page: two taps to a number, then the number large until the next person.
import "./moves.js";
import { showSign } from "./own-sign.js";
import "./twice.js";

const given = document.getElementById("given");

function showGiven(ticket, label) {
  const number = document.getElementById("given-number");
  number.textContent = number.dataset.number = ticket.number;
  showSign(document.getElementById("given-sign"), ticket.sign);
  document.getElementById("given-what").textContent = label;
  document.getElementById("given-ahead").textContent = ticket.ahead;
  document.getElementById("given-note").hidden = !["held", "uncertain", "stale"].includes(ticket.slip);
  given.hidden = false;
  given.scrollIntoView({ block: "nearest" });
  document.getElementById("given-close").focus({ preventScroll: true });
}

/** The next person is an ordinary one again, and no list is open. */
function startAnew() {
  given.hidden = true;
  for (const each of document.querySelectorAll(".give-more[open]")) each.open = false;
  const ordinary = document.getElementById("priority-none");
  if (ordinary) ordinary.checked = true;
  document.getElementById("people").value = 1;
  document.getElementById("speaks").value = "vi";
}

/** What came from paper or goes onto it is said beside the button, and the field is free for the next. */
const FIELDS = { roll: "roll-number", receipt: "receipt-number", "take-paper": "back-paper" };

function showTaken(action, text) {
  document.getElementById(`${action}-said`).textContent = `✓ ${text}`;
  const field = document.getElementById(FIELDS[action]);
  field.value = "";
  field.focus();
}

document.addEventListener("answered", ({ detail: { button, answer } }) => {
  const { action } = button.dataset;
  if (action === "roll" && answer) showTaken(action, answer.from === answer.to ? answer.to : `${answer.from} – ${answer.to}`);
  if (FIELDS[action] && action !== "roll" && answer) showTaken(action, answer.number);
  if (!["issue", "check-in"].includes(action) || !answer) return;
  startAnew();
  showGiven(answer, button.dataset.label);
});

/** A number field grows and shrinks within its limits. */
document.addEventListener("click", ({ target }) => {
  const step = Number(target.closest("[data-step]")?.dataset.step ?? 0);
  const count = document.getElementById("people");
  if (step) count.value = Math.min(Number(count.max), Math.max(1, (Number(count.value) || 1) + step));
});
document.getElementById("given-close").addEventListener("click", startAnew);
