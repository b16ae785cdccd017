// Buttons that make a move: `data-post` says where, `data-body` and the fields of `data-with` what.
import { Away, post, Problem } from "./api.js";
import { refresh, showLine, tell, texts } from "./page.js";

const inFlight = new Set(); // what is wished

/** What a button wishes; the same button wishes something else when the page shows somebody else. */
export function wishOf(button) {
  return (button?.dataset.post ?? "") + (button?.dataset.body ?? "");
}

/** Whether a move is under way: that of this button, or any. */
export function isUnderWay(button) {
  return button ? inFlight.has(wishOf(button)) : inFlight.size > 0;
}

/** The values of the fields that the button names, and of those inside the groups that it names. */
function fieldsOf(button) {
  const ids = button.dataset.with?.split(" ") ?? [];
  const named = ids.flatMap((id) => [...document.querySelectorAll(`#${id}, #${id} *`)]).filter(isField);
  return Object.fromEntries(named.map((each) => [each.name, valueOf(each)]).filter(([, value]) => value));
}

function isField(element) {
  return element.name && element.matches("input, select, textarea"); // a list that folds has a name too
}

function valueOf({ type, value, checked }) {
  if (type === "checkbox") return checked;
  if (type === "radio") return checked && value;
  return type === "number" ? Number(value) : value.trim();
}

/** Do what the button says, once however often it is pressed, then send "answered" with the answer, if one came. */
export async function press(button) {
  const wish = wishOf(button);
  if (inFlight.has(wish)) return;
  inFlight.add(wish);
  button.setAttribute("aria-busy", "true");
  const answer = await move(button).catch(explain);
  button.removeAttribute("aria-busy");
  await refresh().catch(() => showLine("away"));
  inFlight.delete(wish);
  document.dispatchEvent(new CustomEvent("answered", { detail: { button, answer } }));
}

async function move(button) {
  const { post: path, body = "{}", nothing = "", done = "" } = button.dataset;
  const answer = await post(path, { ...JSON.parse(body), ...fieldsOf(button) }, { onAway: () => tell(texts.away) });
  tell(answer === null ? nothing : done);
  return answer;
}

function explain(failure) {
  if (failure instanceof Away) return tell(texts.away);
  if (!(failure instanceof Problem)) throw failure;
  if (failure.status === 401) showLine("out");
  tell(failure.message || texts.failed);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-post]");
  const isSecondHalf = event.detail > 1; // of a double click: not a second wish
  if (button && !isSecondHalf) press(button);
});
