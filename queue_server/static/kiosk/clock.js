// The clock in the head of the kiosk, in the hall's zone.
import { fill, hear } from "./frame.js";
import { tongue } from "./menus.js";

function tick() {
  const now = new Date();
  const zone = { timeZone: document.body.dataset.zone };
  const names = tongue() === "vi" ? "vi-VN" : "en-GB";
  const day = { weekday: "long", day: "2-digit", month: "2-digit", year: "numeric", ...zone };
  fill("[data-clock]", now.toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", ...zone }));
  fill("[data-today]", now.toLocaleDateString(names, day));
}

tick();
setInterval(tick, 1000);
hear("shown", tick);
