// The comparison: both times as bars, and what the cache saves.

import { ask, sentenceOf } from "./api.js";
import { barOf, busy, duration, find, make, showCommand, summarize } from "./view.js";

export function startPerformance() {
  find("#measure").addEventListener("click", event => busy(event.currentTarget, measure));
}

async function measure() {
  const reply = await ask("GET", "/cache/performance");
  showCommand(find("#performance"), reply.command);
  const summary = find("#performance-summary");
  const bars = find("#bars");
  if (!reply.ok) {
    summarize(summary, "error", sentenceOf(reply));
    bars.hidden = true;
    return;
  }

  const { cached_response_time: cached, database_response_time: database, performance_improvement: gain } = reply.data;
  const longest = Math.max(cached, database) || 1;
  summary.replaceChildren(make("strong", { text: gain }), " ", make("span", { className: "soft", text: "of the time saved" }));
  bars.replaceChildren(bar("Database", "database", database, longest), bar("Cache", "cache", cached, longest));
  bars.hidden = false;
}

function bar(name, kind, seconds, longest) {
  return make("div", {},
    make("div", { className: "label" }, make("span", { text: name }), make("span", { text: duration(seconds) })),
    barOf(kind, seconds / longest));
}
