// Puts things on the page. Whatever comes from outside goes through textContent, so that it stays text.

const svg = "http://www.w3.org/2000/svg";

export const find = (selector, root = document) => root.querySelector(selector);

export function make(name, { className, text, ...attributes } = {}, ...children) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// "cache" and "database" look different in shape as well as in colour.
export const badge = kind => make("span", { className: `badge ${kind}`, text: kind });

export function duration(seconds) {
  if (seconds >= 1) return `${seconds.toFixed(2)} s`;
  if (seconds >= 0.001) return `${(seconds * 1e3).toFixed(seconds >= 0.1 ? 0 : 2)} ms`;
  return `${(seconds * 1e6).toFixed(seconds >= 0.0001 ? 0 : 1)} µs`;
}

export const count = number => number.toLocaleString("en");

export function summarize(target, kind, sentence) {
  target.replaceChildren(...(kind ? [badge(kind), " "] : []), make("span", { className: "soft", text: sentence }));
}

export function facts(target, pairs) {
  const list = make("dl");
  for (const [name, value] of pairs) list.append(make("dt", { text: name }), make("dd", { className: "code", text: String(value) }));
  target.replaceChildren(list);
  target.hidden = false;
}

export function barOf(kind, share) {
  const picture = document.createElementNS(svg, "svg");
  picture.setAttribute("aria-hidden", "true");
  const rect = document.createElementNS(svg, "rect");
  rect.setAttribute("class", kind);
  rect.setAttribute("height", "100%");
  // A sliver at least: too little to see would look like nothing at all.
  rect.setAttribute("width", `${Math.max(0.5, 100 * share)}%`);
  picture.append(rect);
  return picture;
}

// The command of what a card did last, folded away until somebody wants it.
export function showCommand(card, command) {
  let box = find(".curl", card);
  if (!box) {
    const said = make("span", { className: "visually-hidden", role: "status" });
    const copy = make("button", { type: "button", className: "plain", text: "Copy" });
    const pre = make("pre", { tabindex: "0", "aria-label": "Command" });
    copy.addEventListener("click", () => copyText(pre, copy, said));
    box = make("details", { className: "curl" },
      make("summary", { text: "The same with curl" }),
      make("div", { className: "command" }, pre, copy), said);
    card.append(box);
  }

  find("pre", box).textContent = command;
  find("button", box).textContent = "Copy";
}

async function copyText(pre, button, said) {
  try {
    await navigator.clipboard.writeText(pre.textContent);
    button.textContent = "Copied";
    said.textContent = "Copied";
  } catch {
    // Without leave to write the clipboard, the text is selected and the user copies it.
    getSelection().selectAllChildren(pre);
    said.textContent = "The command is selected";
  }
}

// A button that waits for its answer cannot be pressed twice, and says that it is busy.
export async function busy(button, work) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  try {
    await work();
  } finally {
    button.removeAttribute("aria-busy");
  }
}
