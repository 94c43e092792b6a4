// A draft comes back whole, to its own reader, within a day, and goes when the server has it. Run: node --test
import assert from "node:assert/strict";
import { test } from "node:test";

import { ALL, fill, isFresh, keyOf, spent, valuesOf } from "../../static/ui/js/ws-draft.js";

const HOUR = 60 * 60 * 1000;
const draft = (at, formId) => ({ at, values: { form_id: [formId] } });

test("two readers of one page have two drafts", () => {
  assert.notEqual(keyOf("7", "/people/a/visit/"), keyOf("8", "/people/a/visit/"));
});

test("a draft lives a day", () => {
  assert.ok(isFresh(draft(0, "a"), 23 * HOUR));
  assert.ok(!isFresh(draft(0, "a"), 24 * HOUR));
  assert.ok(!isFresh(null, 0));
});

test("a draft from the future, after a clock was set back, is not trusted", () => {
  assert.ok(!isFresh(draft(HOUR, "a"), 0));
});

test("only the saved form's draft and the old ones are removed", () => {
  const entries = [["ws-draft:7:/a/", draft(HOUR, "a")], ["ws-draft:7:/b/", draft(HOUR, "b")], ["ws-draft:7:/c/", draft(-24 * HOUR, "c")], ["other", draft(HOUR, "a")]];
  assert.deepEqual(spent(entries, 2 * HOUR, "a"), ["ws-draft:7:/a/", "ws-draft:7:/c/"]);
});

test("leaving removes every draft and nothing else", () => {
  const entries = [["ws-draft:7:/a/", draft(HOUR, "a")], ["other", draft(HOUR, "a")]];
  assert.deepEqual(spent(entries, 2 * HOUR, ALL), ["ws-draft:7:/a/"]);
});

test("several values of one name are kept, tokens and files are not", () => {
  const pairs = [["needs", "a"], ["needs", "b"], ["csrfmiddlewaretoken", "x"], ["photo", {}]];
  assert.deepEqual(valuesOf(pairs), { needs: ["a", "b"] });
});

test("chips, ticks and words come back, and the hidden form_id with them", () => {
  const controls = [
    { name: "form_id", type: "hidden", value: "new" },
    { name: "met", type: "radio", value: "yes", checked: false },
    { name: "met", type: "radio", value: "no", checked: false },
    { name: "line", type: "textarea", value: "" },
    { name: "csrfmiddlewaretoken", type: "hidden", value: "fresh" },
  ];
  assert.ok(fill(controls, { form_id: ["old"], met: ["yes"], line: ["药盒没动"] }));
  assert.deepEqual(controls.map((c) => c.checked ?? c.value), ["old", true, false, "药盒没动", "fresh"]);
});

test("a draft that changes nothing visible is not announced", () => {
  assert.ok(!fill([{ name: "form_id", type: "hidden", value: "new" }], { form_id: ["old"] }));
});
