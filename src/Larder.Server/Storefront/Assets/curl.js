// A request as a command that does the same in a shell.

const plain = /^[A-Za-z0-9_\-.:/=?&%+@,]+$/;

// Inside single quotes a shell changes nothing, so the only sign that needs care is the quote itself.
export function quote(text) {
  return plain.test(text) && !/[?&]/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

export function curl(method, url, headers = {}, body = undefined) {
  const words = ["curl"];
  if (method !== "GET") words.push("-X", method);
  words.push(quote(url));
  for (const [name, value] of Object.entries(headers)) words.push("-H", quote(`${name}: ${value}`));
  // --data-raw, because --data would read a file where the body begins with an @.
  if (body !== undefined) words.push("--data-raw", quote(body));
  return words.join(" ");
}
