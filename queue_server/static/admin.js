// The administration page: test slips, and conditions kept fresh.
import "./moves.js";
