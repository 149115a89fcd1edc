// The list of products: loads it, and marks it as outdated once something was changed.

import { ask, sentenceOf } from "./api.js";
import { startProductForm } from "./productform.js";
import { refreshStats } from "./stats.js";
import { busy, count, duration, find, make, showCommand, summarize } from "./view.js";

// More would make the page slow, and nobody reads them.
const shown = 100;

const prices = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 6 });

export function startProducts() {
  const form = startProductForm(changed);
  find("#load").addEventListener("click", event => busy(event.currentTarget, () => load(form)));
  find("#add").addEventListener("click", () => form.add());
}

async function load(form) {
  const reply = await ask("GET", "/products");
  showCommand(find("#products"), reply.command);
  if (!reply.ok) {
    summarize(find("#products-summary"), "error", sentenceOf(reply));
    return;
  }

  const { products, source, response_time: seconds } = reply.data;
  summarize(find("#products-summary"), source, `${count(products.length)} products in ${duration(seconds)}`);
  form.suggest(new Set(products.map(product => product.category)));
  show(products, form);
  await refreshStats();
}

function show(products, form) {
  const list = find("#product-list");
  const empty = find("#product-empty");
  list.classList.remove("outdated");
  list.replaceChildren(...products.slice(-shown).reverse().map(product => itemOf(product, form)));
  list.hidden = products.length === 0;
  empty.hidden = products.length > 0 && products.length <= shown;
  empty.replaceChildren(make("p", {
    text: products.length === 0 ? "There are no products. An empty list is cached like any other."
      : `The newest ${shown} of ${count(products.length)} are shown.`,
  }));
}

function itemOf(product, form) {
  const edit = make("button", { type: "button", className: "plain", text: "Edit", "aria-label": `Edit ${product.name}` });
  const remove = make("button", { type: "button", className: "plain danger", text: "Delete", "aria-label": `Delete ${product.name}` });
  edit.addEventListener("click", () => form.edit(product));
  remove.addEventListener("click", () => form.remove(product));
  const what = make("div", { className: "what" }, make("h3", { text: product.name }));
  if (product.description) what.append(make("p", { className: "small soft", text: product.description }));
  return make("li", {}, what,
    make("div", { className: "price", text: prices.format(product.price) }),
    make("p", { className: "facts" }, make("span", { text: product.category }), " ",
      make("span", { text: `${count(product.stock_quantity)} in stock` })),
    make("div", { className: "acts" }, edit, remove));
}

async function changed(sentence, command) {
  showCommand(find("#products"), command);
  summarize(find("#products-summary"), "database", `${sentence} The cached list is gone: load again to see it.`);
  find("#product-list").classList.add("outdated");
  find("#load").focus();
  await refreshStats();
}
