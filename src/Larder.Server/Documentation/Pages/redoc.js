const font = 'system-ui, sans-serif';
const code = 'ui-monospace, monospace';

Redoc.init('openapi.json', {
  theme: {
    typography: { fontFamily: font, headings: { fontFamily: font }, code: { fontFamily: code } },
  },
}, document.getElementById('page'));
