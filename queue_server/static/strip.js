// The strip in a window of its own: the same moves and keys as the clerk's page.
import "./attend.js";
import "./kept-keys.js";
import "./keys.js";
import "./moves.js";
