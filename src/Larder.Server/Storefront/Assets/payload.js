// The payload playground: posts two lists, then gets what became of them.

import { ask, sentenceOf } from "./api.js";
import { busy, facts, find, showCommand, summarize } from "./view.js";

const lines = selector => find(selector).value.split("\n");

export function startPayload() {
  const card = find("#payload");
  find("form", card).addEventListener("submit", event => {
    event.preventDefault();
    busy(find("button", card), () => interleave(card));
  });
}

async function interleave(card) {
  const summary = find(".summary", card);
  const result = find(".result", card);
  const stored = await ask("POST", "/payload", { body: { list_1: lines("#list-1"), list_2: lines("#list-2") } });
  showCommand(card, stored.command);
  if (!stored.ok) {
    summarize(summary, "error", sentenceOf(stored));
    result.hidden = true;
    return;
  }

  const id = stored.data.payload_id;
  const got = await ask("GET", `/payload/${id}`);
  summarize(summary, stored.cache === "HIT" ? "cache" : "database", stored.cache === "HIT" ? "known before" : "computed and stored");
  facts(result, [["id", id], ["output", got.ok ? got.data.output : sentenceOf(got)]]);
}
