// Ratings on their way: kept in this browser with key and time until the server has them, or nobody may rate any more.

const STORE = "ratings";
const LATE_MS = 72 * 3600 * 1000; // as long as the server takes them
const RETRY_MS = 5000;
const MOST = 500;
let kept = read();
let running = null; // the round under way

function read() {
  try {
    return JSON.parse(localStorage.getItem(STORE)) ?? [];
  } catch {
    return [];
  }
}

function write(next) {
  kept = next.slice(-MOST);
  try {
    localStorage.setItem(STORE, JSON.stringify(kept));
  } catch {
    // Without storage they live as long as the page.
  }
}

function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Keep a press, sent with `token` or the page's own after `pause` milliseconds; until then `addReason` adds to it. Answers its key. */
export function keep({ ticket, level, levels, token }, pause = 0) {
  const key = newKey();
  write([...kept, { ticket, level, levels, token, key, at: Date.now(), ready: Date.now() + pause }]);
  if (!pause) deliver();
  return key;
}

export function addReason(key, reason) {
  write(kept.map((each) => (each.key === key ? { ...each, reason: reason ?? undefined, ready: 0 } : each)));
  deliver();
}

/** Whether a press of this visit waits to be sent. */
export function isKept(ticket) {
  return kept.some((each) => each.ticket === ticket);
}

async function send({ ticket, level, levels, reason, key, at, token = document.body.dataset.token }) {
  const age_s = Math.min(Math.max(0, Math.round((Date.now() - at) / 1000)), 7 * 86400);
  const headers = { "Content-Type": "application/json", "Idempotency-Key": key, Authorization: `Bearer ${token}` };
  const body = JSON.stringify({ level, levels, reason, age_s });
  const asked = { method: "POST", headers, body, credentials: "omit", signal: AbortSignal.timeout(5000) };
  const answer = await fetch(`/api/v1/tickets/${ticket}/rating`, asked);
  if (answer.ok) return true;
  const problem = await answer.json().catch(() => ({}));
  const isPassing = answer.status >= 500 || [401, 408, 429].includes(answer.status) || problem.code === "not_finished";
  return !isPassing; // a refusal will not change
}

/** Send what is ready; what does not arrive is tried again. What is kept meanwhile goes in the next round, at once. */
export async function deliver() {
  await running;
  running ??= sendReady().finally(() => (running = null));
}

async function sendReady() {
  for (const each of kept.filter(({ ready }) => ready <= Date.now())) {
    const isDone = Date.now() - each.at > LATE_MS || (await send(each).catch(() => false));
    if (isDone) write(kept.filter(({ key }) => key !== each.key));
  }
}

addEventListener("online", deliver);
setInterval(deliver, RETRY_MS);
deliver();
