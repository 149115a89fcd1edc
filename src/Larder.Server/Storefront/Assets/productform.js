// The dialogs that add, change and remove a product. What is wrong is said by the server, beside the field it is about.

import { ask, sentenceOf } from "./api.js";
import { busy, find, make } from "./view.js";

const optional = "description";
const numbers = ["price", "stock_quantity"];

export function startProductForm(done) {
  const dialog = find("#product-dialog");
  const removal = find("#remove-dialog");
  let current;

  find("form", dialog).addEventListener("submit", event => {
    event.preventDefault();
    busy(find("#product-save"), () => save(dialog, current, done));
  });
  find("#product-cancel").addEventListener("click", () => dialog.close());
  find("form", removal).addEventListener("submit", event => {
    event.preventDefault();
    busy(find("#remove-confirm"), () => removeNow(removal, current, done));
  });
  find("#remove-cancel").addEventListener("click", () => removal.close());

  return {
    add() {
      current = undefined;
      open(dialog, "Add a product", {});
    },
    edit(product) {
      current = product;
      open(dialog, "Edit the product", product);
    },
    remove(product) {
      current = product;
      find("#remove-name").textContent = product.name;
      removal.showModal();
    },
    suggest(categories) {
      find("#categories").replaceChildren(...[...categories].sort().map(value => make("option", { value })));
    },
  };
}

function open(dialog, title, product) {
  find("#product-dialog-title").textContent = title;
  for (const field of fieldsOf(dialog)) field.value = product[field.name] ?? "";
  showFaults(dialog, []);
  dialog.showModal();
}

async function save(dialog, product, done) {
  const body = Object.fromEntries(fieldsOf(dialog).map(field => [field.name, valueOf(field)]).filter(([, value]) => value !== undefined));
  const reply = product
    ? await ask("PUT", `/products/${product.id}`, { body })
    : await ask("POST", "/products", { body });
  if (!reply.ok) {
    showFaults(dialog, Array.isArray(reply.data?.detail) ? reply.data.detail : [], sentenceOf(reply));
    return;
  }

  dialog.close();
  await done(`${product ? "Changed" : "Added"} “${reply.data.product.name}”.`, reply.command);
}

async function removeNow(dialog, product, done) {
  const reply = await ask("DELETE", `/products/${product.id}`);
  dialog.close();
  await done(reply.ok ? `Deleted “${product.name}”.` : sentenceOf(reply), reply.command);
}

const fieldsOf = dialog => [...dialog.querySelectorAll("input, textarea")];

// A number goes as a number and anything else as it was written, so that the server can say what is wrong with it.
function valueOf({ name, value }) {
  if (name === optional && value === "") return null;
  if (!numbers.includes(name)) return value;
  const text = value.trim();
  if (text === "") return name === "price" ? null : undefined;
  return Number.isFinite(Number(text)) ? Number(text) : text;
}

function showFaults(dialog, faults, sentence = "") {
  let first;
  let elsewhere = faults.length === 0 ? sentence : "";
  for (const field of fieldsOf(dialog)) {
    const fault = faults.find(each => each.loc[1] === field.name);
    const place = find(`#${field.id}-fault`);
    place.hidden = !fault;
    place.textContent = fault?.msg ?? "";
    if (fault) {
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", place.id);
      first ??= field;
    } else {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
    }
  }

  const known = new Set(fieldsOf(dialog).map(field => field.name));
  const others = faults.filter(each => !known.has(each.loc[1])).map(each => each.msg);
  find("#product-alert").textContent = elsewhere || others.join("; ");
  first?.focus();
}
