// The live statistics, and the button that empties the caches.

import { ask, sentenceOf } from "./api.js";
import { busy, count, find, make, showCommand, summarize } from "./view.js";

const pause = 2000;

export function startStats() {
  const card = find("#stats");
  find("#clear").addEventListener("click", event => busy(event.currentTarget, async () => {
    const reply = await ask("POST", "/cache/clear");
    showCommand(card, reply.command);
    summarize(find("#stats-summary"), reply.ok ? undefined : "error", reply.ok ? "Cleared. Counters stay." : sentenceOf(reply));
    await refreshStats();
  }));

  refreshStats().then(command => showCommand(card, command));
  // Nobody looks at a page in the background, so it asks for nothing.
  setInterval(() => document.hidden || refreshStats(), pause);
}

export async function refreshStats() {
  const reply = await ask("GET", "/cache/stats");
  if (!reply.ok) return reply.command;

  const { hits, misses, total_requests: requests, hit_rate_percent: percent, caches } = reply.data;
  find("#hit-rate").textContent = requests ? `${percent.toFixed(1)} %` : "0 %";
  find("#hits").textContent = count(hits);
  find("#misses").textContent = count(misses);
  find("#requests").textContent = count(requests);
  draw(requests ? hits / requests : 0, requests);
  find("#caches").replaceChildren(...Object.entries(caches).map(([name, cache]) => make("tr", {},
    make("th", { scope: "row", text: name }),
    make("td", { text: count(cache.entries) }),
    make("td", { text: count(cache.hits) }),
    make("td", { text: count(cache.misses) }))));
  return reply.command;
}

function draw(share, requests) {
  const [green, amber] = find("#split").children;
  green.setAttribute("width", 100 * share);
  amber.setAttribute("x", 100 * share);
  amber.setAttribute("width", requests ? 100 * (1 - share) : 0);
}
