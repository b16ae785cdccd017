// An unpaired browser asks every two seconds what it has become, and goes there by itself.

const ASK_MS = 2000;
const end = performance.now() + Number(document.body.dataset.left) * 1000;
const away = document.getElementById("away");

function show(isAway) {
  away.hidden = !isAway;
  document.getElementById("left").hidden = isAway;
}

async function ask() {
  const answer = await fetch("/pairing", { cache: "no-store", signal: AbortSignal.timeout(4000) });
  if (answer.status === 429) return;
  if (!answer.ok) throw new Error(answer.statusText);
  const { state, path } = await answer.json();
  if (state === "paired") {
    clearInterval(asking); // a second going there would break off the first
    location.replace(path);
  }
  if (state === "over" || performance.now() > end) location.reload();
  show(false);
}

const asking = setInterval(() => ask().catch(() => show(true)), ASK_MS);
