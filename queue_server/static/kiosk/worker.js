// Keeps the kiosk's page on the kiosk: it opens without the server, and then says where paper numbers are given.
// Always the server's own while it answers; figures and tickets are never kept.

const KEPT = "kiosk";
const PATIENCE_MS = 5000;

function isKept(request) {
  const { origin, pathname } = new URL(request.url);
  const isFile = pathname.startsWith("/static/") || pathname.startsWith("/display/static/");
  return origin === location.origin && request.method === "GET" && (request.mode === "navigate" || isFile);
}

async function answer(request) {
  const kept = await caches.open(KEPT);
  try {
    const fresh = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (fresh.ok && fresh.type === "basic") await kept.put(request, fresh.clone());
    return fresh;
  } catch {
    return (await kept.match(request, { ignoreSearch: true, ignoreVary: true })) ?? Response.error();
  }
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => isKept(event.request) && event.respondWith(answer(event.request)));
addEventListener("message", (event) => event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(event.data))));
