/** The token of this device is no longer good: its page brings a new one, or the digits of a new pairing. */
export async function renew() {
  const page = await fetch(location.href, { cache: "no-store" });
  if (page.ok || page.status === 401) location.reload();
}
