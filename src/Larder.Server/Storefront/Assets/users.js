// The look-up of users.

import { ask, sentenceOf } from "./api.js";
import { busy, facts, find, showCommand, summarize } from "./view.js";

export function startUsers() {
  const card = find("#users");
  find("form", card).addEventListener("submit", event => {
    event.preventDefault();
    busy(find("button", card), () => look(card));
  });
}

async function look(card) {
  const reply = await ask("GET", `/users/${encodeURIComponent(find("#user").value.trim())}`);
  showCommand(card, reply.command);
  const summary = find(".summary", card);
  const result = find(".result", card);
  const user = reply.data;
  // Without a name the list is answered, and by two dots the page: there is no one user to show.
  if (!reply.ok || user?.uuid === undefined) {
    summarize(summary, "error", reply.ok ? "Enter a number or a UUID." : sentenceOf(reply));
    result.hidden = true;
    return;
  }

  summarize(summary, reply.cache === "HIT" ? "cache" : "database", reply.cache === "HIT" ? "knew the way" : "both caches filled");
  facts(result, [["name", `${user.first_name} ${user.last_name}`], ["email", user.email], ["id", user.id], ["uuid", user.uuid]]);
}
