// Screens in a real JavaScript client: joins N sockets and writes all they hear, one JSON line each.
//
//   node screens.mjs ADDRESS AS CODE TOKEN COUNT [silent]
//
// A line is {screen, heard, payload, t}; `heard` is an event's name, or connect, connect_error,
// disconnect, joined (payload: the acknowledgement). `silent` connects without joining.
import { io } from "socket.io-client";

const [address, as, code, token, count, silent] = process.argv.slice(2);

function write(screen, heard, payload) {
  process.stdout.write(JSON.stringify({ screen, heard, payload: payload ?? null, t: Date.now() }) + "\n");
}

for (let screen = 0; screen < Number(count); screen++) {
  const socket = io(address, {
    transports: ["websocket"],
    forceNew: true,
    reconnectionDelay: 100,
    reconnectionDelayMax: 500,
  });
  socket.on("connect", () => {
    write(screen, "connect");
    if (silent) return;
    socket.emit("join", { token, as, code }, (answer) => write(screen, "joined", answer));
  });
  socket.on("connect_error", (error) => write(screen, "connect_error", error.data ?? error.message));
  socket.on("disconnect", (reason) => write(screen, "disconnect", reason));
  socket.onAny((event, payload) => write(screen, event, payload));
}

// The parent ends us by closing our input.
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
