// The key-value playground.

import { ask, sentenceOf } from "./api.js";
import { busy, facts, find, showCommand, summarize } from "./view.js";

// What the path would change, or what is a route of its own there, is asked for by query.
const simple = /^[A-Za-z0-9_-]+$/;
const reserved = new Set(["stats", "performance", "clear", "batch", "warm", "static"]);

const pathOf = key => simple.test(key) && !reserved.has(key) ? `/cache/${key}` : `/get?key=${encodeURIComponent(key)}`;

export function startKeyValue() {
  const card = find("#keyvalue");
  find("form", card).addEventListener("submit", event => {
    event.preventDefault();
    const button = event.submitter ?? find("[name=get]", card);
    busy(button, () => acts[button.name](card, find("#key").value));
  });
}

const acts = {
  async put(card, key) {
    const body = { key, value: find("#value").value };
    const ttl = find("#ttl").value.trim();
    if (ttl !== "") body.ttl = Number.isFinite(Number(ttl)) ? Number(ttl) : ttl;
    show(card, await ask("PUT", "/cache", { body }), "Stored.");
  },
  async get(card, key) {
    const reply = await ask("GET", pathOf(key));
    show(card, reply, "Found.");
    if (reply.ok) facts(find(".result", card), [["key", key], ["value", reply.data?.value ?? "(not text)"]]);
  },
  async delete(card, key) {
    show(card, await ask("DELETE", pathOf(key)), "Removed.");
  },
};

function show(card, reply, done) {
  showCommand(card, reply.command);
  find(".result", card).hidden = true;
  summarize(find(".summary", card), reply.ok ? undefined : "error",
    reply.ok ? `${done} ${reply.milliseconds.toFixed(1)} ms` : sentenceOf(reply));
}
