// A touch becomes one number, however often it is touched and whatever the server does meanwhile.
import { Away, post } from "../api.js";
import { showSign } from "../own-sign.js";
import { all, current, fill, goHome, hear, leaveAfter, show } from "./frame.js";
import { newest, tellLine, tongue } from "./menus.js";

const SHOWN_MS = 10000; // at least 5 s, in case paper fails
const PAPER_AWAY_MS = 20000; // long enough to write the number down
const RETRY_MS = 90000;
const MISSING = ["slip.held", "slip.uncertain", "slip.stale"];
const slips = new Map(); // what was last said of each slip, by ticket: {name, printer}
let wish = null; // the ticket being asked for or shown: {id, slip}

/** Ask for a ticket and show its number; nothing while one is being asked for. */
export function take(procedure, label, wishes = {}) {
  return ask("/api/v1/tickets", { procedure, language: tongue(), ...wishes }, label, wishes);
}

/** The same for any call that answers with a ticket; where no `label` is known, the answer has it. */
export async function ask(path, wanted, label, wishes = {}) {
  if (wish) return;
  const mine = (wish = {});
  show("asking");
  leaveAfter(null);
  const body = { kiosk: document.body.dataset.code, ...wanted };
  const manner = { patience: RETRY_MS, onAway: () => wait(mine), wanted: () => wish === mine };
  try {
    const ticket = await post(path, body, manner);
    if (wish === mine) showNumber(ticket, label ?? ticket.label, wishes);
  } catch (failure) {
    if (wish === mine) explain(failure);
  }
}

function wait(mine) {
  tellLine("away");
  if (wish !== mine || current() === "away") return;
  show("away");
}

function explain(failure) {
  if (failure instanceof Away) return goHome();
  fill("[data-refusal]", failure.message);
  show("refused");
}

function showNumber(ticket, label, { after_break: later }) {
  Object.assign(wish, { id: ticket.id, slip: { name: `slip.${ticket.slip}` } });
  fill("[data-number-text]", ticket.number);
  showSign(document.getElementById("number-sign"), ticket.sign);
  fill("[data-label-text]", label);
  fill("[data-ahead-text]", ticket.ahead);
  for (const each of all("[data-number]")) each.dataset.number = ticket.number;
  fill("[data-go-to]", ticket.go_to?.label ?? "");
  const where = later ? "later" : ticket.go_to ? "go" : ticket.ahead ? "some" : "none";
  for (const each of all("[data-ahead]")) each.hidden = each.dataset.ahead !== where;
  showBand(ticket.estimate);
  show("number");
}

/** How long it may take, where something is known and it is not at once. */
function showBand(band) {
  for (const each of all("[data-band]")) {
    each.hidden = !band?.high_s;
    const words = band?.low_s ? each.dataset.about : each.dataset.within;
    const minutes = { low: band?.low_s / 60, high: band?.high_s / 60 };
    each.querySelector("[data-band-text]").textContent = words.replace(/\{(\w+)\}/g, (_, name) => minutes[name]);
  }
}

/** Paper in the slot, or a number to write down; whoever must write has longer. */
function showSlip() {
  const { state, own, place } = printer();
  const said = slips.get(wish.id) ?? wish.slip;
  const from = said.printer ?? place;
  const isOut = MISSING.includes(said.name) || (said.name !== "slip.printed" && state === "out");
  const shown = isOut ? "none" : from !== own ? "elsewhere" : "paper";
  fill("[data-place-text]", from);
  for (const each of all("[data-slip]")) each.hidden = each.dataset.slip !== shown;
  if (wish.shown !== shown) leaveAfter(shown === "paper" ? SHOWN_MS : PAPER_AWAY_MS);
  wish.shown = shown;
}

/** The kiosk's printer as the newest menu tells it: out or ready, its code, and where slips come out. */
function printer() {
  const { printer: state, own, place } = newest("[data-printer]")?.dataset ?? { printer: "ready", own: "", place: "" };
  return { state, own, place };
}

/** What became of a slip. */
export function onSlip(name, message) {
  slips.set(message.ticket_id, { name, printer: message.printer });
  if (current() === "number" && message.ticket_id === wish.id) showSlip();
}

hear("shown", (panel) => panel === "number" && wish && showSlip());
hear("home", () => (wish = null));
