// What a citizen thinks, on the ticket's own page: one press, kept and sent later if the line is down.
import { addReason, isKept, keep } from "./deliver.js";

const REASONS_MS = 20000;
let pressed = null; // the key of the press whose reason is asked
let mine = null; // the part that was pressed in
let state = ""; // "", "reasons" or "thanks": outlives a newer page from the server

/** The part of the page. Once the server has the rating it sends none any more: the thanks, or the question why, stay. */
function part() {
  if (mine && !mine.isConnected) document.querySelector(".own-word").after(mine);
  return document.getElementById("rate");
}

/** Show the part that is true now; the page may have been fetched anew. */
function show() {
  const place = part();
  if (!place) return;
  if (!state && isKept(Number(place.dataset.ticket))) state = "thanks";
  place.querySelector(".rate-faces").hidden = state !== "";
  place.querySelector(".rate-reasons").hidden = state !== "reasons";
  place.querySelector(".rate-thanks").hidden = state !== "thanks";
}

function press(place, level) {
  if (state) return;
  const { ticket, link, levels, reasons } = place.dataset;
  const asksWhy = level === 1 && reasons;
  const entry = { ticket: Number(ticket), level, levels: Number(levels), token: link };
  mine = place;
  pressed = keep(entry, asksWhy ? REASONS_MS : 0);
  state = asksWhy ? "reasons" : "thanks";
  show();
  if (asksWhy) setTimeout(() => state === "reasons" && thank(), REASONS_MS);
}

function thank(reason = null) {
  addReason(pressed, reason);
  state = "thanks";
  show();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("#rate button");
  if (!button) return;
  if (button.dataset.rate) press(button.closest("#rate"), Number(button.dataset.rate));
  else thank(button.dataset.reason || null);
});
document.addEventListener("shown", show);
show();
