import assert from "node:assert/strict";
import { test } from "node:test";

import { missing } from "../../static/ui/js/ws-pick.js";

test("who was ticked and is not on the page is asked for", () => {
  assert.deepEqual(missing(["a", "b", "c"], new Set(["b"])), ["a", "c"]);
});

test("a draft that kept nobody asks for nobody", () => {
  assert.deepEqual(missing(undefined, new Set()), []);
});
