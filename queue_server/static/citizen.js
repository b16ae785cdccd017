// A citizen's own ticket. It asks seldom while the line is long, and holds a socket only when the call is near.
import { post } from "./api.js";
import { swap } from "./fragments.js";
import { ring, silence } from "./ring.js";

const GROWTH = 1.5; // each look that finds nothing new makes the next one later
const LONGEST_S = 60;
const NET_S = 20; // beside a socket
const texts = JSON.parse(document.body.dataset.texts);
const place = document.getElementById("ticket");
const say = document.getElementById("say");
const title = document.title;
let mark = "";
let idle = 0; // looks in a row that found nothing new
let heard = -1;
let timer = null;
let socket = null;
let rungFor = null;

const own = () => place.querySelector("[data-state]");

function tell(sentence) {
  say.textContent = sentence;
  say.hidden = !sentence;
}

/** Seconds until the next look, a little different on each phone. */
function pause() {
  const { every, soon } = own().dataset;
  const grown = Math.min(Number(every) * GROWTH ** idle, soon === undefined ? LONGEST_S : Number(every) * 2);
  return (socket?.connected ? Math.max(grown, NET_S) : grown) * (0.85 + Math.random() * 0.3);
}

function lookAfter(seconds) {
  clearTimeout(timer);
  timer = setTimeout(look, seconds * 1000);
}

async function look() {
  const answer = await fetch(place.dataset.fragment, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(10000) }).catch(() => null);
  if (answer?.status === 410 || answer?.status === 404) return location.reload(); // the day is over
  showAway(!answer?.ok);
  if (answer?.ok) await show(answer);
  lookAfter(pause());
}

async function show(answer) {
  const newest = answer.headers.get("ETag");
  idle = newest === mark ? idle + 1 : 0;
  if (newest !== mark) swap(place, await answer.text());
  mark = newest;
  for (const each of document.querySelectorAll("[data-heard]")) each.textContent = clock();
  settle();
}

function showAway(isAway) {
  document.querySelector("[data-line=away]").hidden = !isAway;
  if (isAway) idle += 1;
}

function clock() {
  return new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: document.body.dataset.zone });
}

/** Ring once for each call, and hold a socket while the call is near. */
function settle() {
  const { call, soon, title: counter } = own().dataset;
  document.dispatchEvent(new Event("shown"));
  document.title = call ? `${texts.called} ${counter}` : title;
  if (call && call !== rungFor) {
    own().classList.add("is-new");
    ring();
  }
  if (!call) silence();
  rungFor = call ?? null;
  if (soon === undefined) hangUp();
  else connect();
}

function hangUp() {
  socket?.disconnect();
  socket = null;
}

function connect() {
  if (socket) return;
  if (!globalThis.io) return fetchClient();
  socket = globalThis.io({ transports: ["websocket"], reconnectionDelay: 5000, reconnectionDelayMax: 60000 });
  socket.on("connect", () => socket?.emit("join", { token: place.dataset.link, as: "ticket", code: "" }, () => lookAfter(0)));
  socket.onAny((name, message) => {
    if (message?.seq <= heard) return;
    heard = message.seq;
    lookAfter(0);
  });
}

/** The socket client is fetched only by those who need it. */
function fetchClient() {
  if (document.getElementById("socket-client")) return;
  const script = document.createElement("script");
  Object.assign(script, { id: "socket-client", src: "/static/vendor/socket.io.min.js", onload: settle });
  document.head.append(script);
}

async function ask(form) {
  const button = form.querySelector("button");
  if (button.getAttribute("aria-busy")) return; // a double touch
  button.setAttribute("aria-busy", "true");
  await post(`/api/v1/own/${place.dataset.link}/${form.dataset.own}`, {}, { onAway: () => tell(texts.away) })
    .then(() => tell(""))
    .catch((failure) => tell(failure.status ? failure.message : texts.failed));
  button.removeAttribute("aria-busy");
  lookAfter(0);
}

document.addEventListener("submit", (event) => {
  if (!event.target.dataset.own) return;
  event.preventDefault();
  ask(event.target);
});
document.addEventListener("visibilitychange", () => document.hidden || lookAfter(0));
settle();
look();
