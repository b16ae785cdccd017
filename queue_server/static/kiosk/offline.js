// The page is kept on this machine, with all that it loaded. Browsers allow that on this machine itself and over TLS.

async function keep() {
  await navigator.serviceWorker.register("/kiosk/worker.js");
  const { active } = await navigator.serviceWorker.ready;
  const styles = [...document.querySelectorAll("link[rel=stylesheet]")].map(({ href }) => href); // some may still be on their way
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const files = [...loaded, ...styles].map((name) => new URL(name));
  const own = files.filter(({ origin, pathname }) => origin === location.origin && /^\/(display\/)?static\//.test(pathname));
  active.postMessage([location.pathname, ...new Set(own.map(({ pathname }) => pathname))]);
}

if (navigator.serviceWorker) keep().catch(() => {}); // the kiosk works without it
