const font = 'system-ui, sans-serif';
const code = 'ui-monospace, monospace';

Redoc.init('openapi.json', {
  // Its index is built in a worker made from a text, which the policy of the page would have to allow.
  disableSearch: true,
  theme: {
    typography: { fontFamily: font, headings: { fontFamily: font }, code: { fontFamily: code } },
  },
}, document.getElementById('page'));
