// What the citizen asks for besides the procedure; forgotten when they leave.
import { hear } from "./frame.js";

let wishes = {};

/** From now on the citizen wishes this; undefined takes a wish back. */
export function wish(name, value) {
  wishes = { ...wishes, [name]: value };
}

/** Every wish, as the server takes it. */
export const wished = () => wishes;

hear("home", () => (wishes = {}));
