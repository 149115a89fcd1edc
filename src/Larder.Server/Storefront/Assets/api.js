// Asks the server: one request, what came back, how long that took, and the command that does the same.

import { curl } from "./curl.js";

const json = "application/json";

export async function ask(method, path, { body, accept } = {}) {
  const headers = {};
  if (accept) headers.Accept = accept;
  const text = body === undefined ? undefined : JSON.stringify(body);
  if (text !== undefined) headers["Content-Type"] = json;

  const command = curl(method, new URL(path, location.href).href, headers, text);
  const began = performance.now();
  try {
    const response = await fetch(path, { method, headers, body: text, cache: "no-store" });
    const answer = await response.text();
    return {
      command,
      milliseconds: performance.now() - began,
      ok: response.ok,
      status: response.status,
      cache: response.headers.get("X-Cache"),
      data: parse(answer),
    };
  } catch (fault) {
    return { command, milliseconds: performance.now() - began, ok: false, status: 0, data: undefined, fault };
  }
}

// Every group of routes has its own form of error; this is the sentence in each of them.
export function sentenceOf({ status, data }) {
  if (status === 0) return "The server did not answer.";
  const detail = data?.detail ?? data?.message;
  if (typeof detail === "string") return detail;
  if (Array.isArray(detail)) return detail.map(fault => fault.msg).join("; ");
  return detail?.message ?? `The server answered ${status}.`;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
