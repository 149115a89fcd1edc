// Starts the cards of the modules that this server serves, and takes the others off the page.

import { ask } from "./api.js";
import { startKeyValue } from "./keyvalue.js";
import { startPayload } from "./payload.js";
import { startPerformance } from "./performance.js";
import { startProducts } from "./products.js";
import { startStats } from "./stats.js";
import { startUsers } from "./users.js";
import { find, make } from "./view.js";

const starts = {
  Catalog: [startProducts, startStats, startPerformance],
  Payloads: [startPayload],
  KeyValue: [startKeyValue],
  Users: [startUsers],
};

const pages = [["docs", "Try the API"], ["redoc", "Read the API"], ["openapi", "OpenAPI document"]];

const { data } = await ask("GET", "/", { accept: "application/json" });
const modules = new Set(data?.modules ?? Object.keys(starts));

find("#version").textContent = data?.version ?? "";
for (const [name, text] of pages) {
  if (data?.[name]) find("#links").append(make("li", {}, make("a", { href: data[name], text })));
}

for (const card of document.querySelectorAll("[data-module]")) {
  if (!modules.has(card.dataset.module)) card.remove();
}

for (const [module, parts] of Object.entries(starts)) {
  if (modules.has(module)) parts.forEach(start => start());
}
document.documentElement.dataset.ready = "true";
