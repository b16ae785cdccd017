// Requests to the server: bearer token or session, idempotency key, and problems as sentences.

const token = document.body.dataset.token;
const csrf = document.querySelector('meta[name="csrf-token"]')?.content;
const credentials = csrf ? "same-origin" : "omit"; // a device has its token, and wants no cookies

/** The server answered with a refusal; `message` is its sentence for people. */
export class Problem extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || "");
    this.status = status;
    this.code = problem.code;
  }
}

/** No answer came at all; whether the server acted is not known. */
export class Away extends Error {}

/** A random key of 128 bits; crypto.randomUUID does not exist on plain-http hosts. */
function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function pause(milliseconds) {
  return new Promise((resume) => setTimeout(resume, milliseconds));
}

async function ask(path, options, patience = 5000) {
  const headers = { "Accept-Language": document.documentElement.lang, ...options.headers };
  if (csrf) headers["X-CSRFToken"] = csrf;
  else if (token) headers.Authorization = `Bearer ${token}`;
  try {
    return await fetch(path, { ...options, headers, credentials, signal: AbortSignal.timeout(patience) });
  } catch (cause) {
    throw new Away(path, { cause });
  }
}

async function problemOf(response) {
  const kind = response.headers.get("Content-Type") || "";
  const body = kind.includes("json") ? await response.json().catch(() => ({})) : {};
  return new Problem(response.status, body);
}

/** One page or fragment as text; throws Problem or Away. */
export async function getText(path) {
  const response = await ask(path, { headers: { Accept: "text/html", "X-Fragment": "1" } });
  if (!response.ok) throw await problemOf(response);
  if (response.redirected && new URL(response.url).pathname === "/login") throw new Problem(401, {});
  return response.text();
}

/**
 * Do one thing once: the same key is sent again after 1, 2, 4 … s until the server has answered, `patience` is over
 * or it is no longer `wanted()`. Answers the parsed body, or null for an empty one; throws Problem or, in the end, Away.
 * `onAway` hears of each failure.
 */
export async function post(path, body = {}, { patience = 8000, onAway = () => {}, wanted = () => true } = {}) {
  const key = newKey();
  const until = Date.now() + patience;
  for (let wait = 1000; ; wait = Math.min(wait * 2, 8000)) {
    try {
      return await postOnce(path, body, key);
    } catch (failure) {
      if (!isPassing(failure)) throw failure;
      onAway(failure);
      if (Date.now() + wait > until || !wanted()) throw new Away(path, { cause: failure });
    }
    await pause(wait);
  }
}

/** What the server knows at `path`; throws Problem or Away. */
export async function get(path) {
  const response = await ask(path, {});
  if (!response.ok) throw await problemOf(response);
  return response.json();
}

function isPassing(failure) {
  return failure instanceof Away || [502, 503, 504].includes(failure.status);
}

async function postOnce(path, body, key) {
  const response = await ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": key },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw await problemOf(response);
  return response.status === 204 ? null : response.json();
}
