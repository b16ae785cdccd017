// One request that changes something, from a page of the staff: what went wrong comes back as a sentence.

const texts = JSON.parse(document.body.dataset.texts);
const csrf = document.querySelector('meta[name="csrf-token"]')?.content ?? "";

/** Answers the parsed body, null for none; throws an Error with a sentence for people. */
export async function send(path, body, type = "application/json") {
  const headers = { "Content-Type": type, "X-CSRFToken": csrf, Accept: "application/json" };
  const asked = { method: "POST", headers, body, signal: AbortSignal.timeout(30000) };
  const answer = await fetch(path, asked).catch(() => { throw new Error(texts.away); });
  const told = answer.status === 204 ? null : await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(told?.detail || texts.failed);
  return told;
}
