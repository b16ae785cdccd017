// The live line: news by socket, and polling as the net. It tells *that* something is new, never what.

const POLL_MS = 5000;
const QUIET_MS = 20000; // waits grow older without news
const COALESCE_MS = 250; // at most four refreshes a second
const PATIENCE_MS = 3000; // a short gap is not worth a word

/**
 * Keep something fresh. `refresh` is asynchronous and throws when the server cannot be reached;
 * `onLine("live" | "poll" | "away" | "out")` hears how; `onNews(name, message)` hears each event.
 */
export function keepFresh({ refresh, onLine = () => {}, onNews = () => {} }) {
  let heard = -1;
  let joined = false;
  let lostAt = Date.now();
  let due = null;
  let running = false;
  let again = false;
  let line = "";

  function tell(state) {
    if (state !== line) onLine((line = state));
  }

  function soon() {
    if (due === null) due = setTimeout(run, COALESCE_MS);
  }

  async function run() {
    due = null;
    if (running) return void (again = true);
    running = true;
    try {
      await refresh();
      if (joined) tell("live");
      else if (Date.now() - lostAt > PATIENCE_MS) tell("poll");
    } catch (failure) {
      tell(failure.status === 401 || failure.status === 403 ? "out" : "away");
    }
    running = false;
    if (again) {
      again = false;
      soon();
    }
  }

  function hear(name, message) {
    if (!Number.isInteger(message?.seq)) return;
    const isNew = message.seq > heard;
    heard = Math.max(heard, message.seq);
    if (name !== "tick") onNews(name, message);
    if (isNew || name !== "tick") soon();
  }

  function lose() {
    if (joined) lostAt = Date.now();
    joined = false;
  }

  function connect() {
    if (!globalThis.io) return;
    const { token, as, code } = document.body.dataset;
    const socket = globalThis.io({ transports: ["websocket"], reconnectionDelayMax: 3000 });
    socket.on("connect", () =>
      socket.emit("join", { token, as, code }, (answer) => {
        joined = Boolean(answer?.ok);
        if (joined) heard = Math.max(heard, answer.seq);
        soon();
      }),
    );
    socket.on("disconnect", lose);
    socket.onAny(hear);
  }

  function watch() {
    const age = joined ? QUIET_MS : POLL_MS;
    setTimeout(async () => {
      await run();
      watch();
    }, age);
  }

  connect();
  watch();
  setTimeout(() => joined || soon(), PATIENCE_MS + 100);
  return { soon, isJoined: () => joined };
}
