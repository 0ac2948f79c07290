// Light or dark: as the system has it, until the reader says otherwise; always light on paper.

const root = document.documentElement;
const prefersDark = matchMedia('(prefers-color-scheme: dark)');
let chosenTheme = null;

const applyTheme = theme => {
  if (root.dataset.theme !== theme) {
    root.dataset.theme = theme;
    redraw();
  }
};

const currentTheme = () => chosenTheme || (prefersDark.matches ? 'dark' : 'light');

const themeSwitch = () => {
  const button = element('button', { type: 'button', class: 'theme', onclick: () => {
    chosenTheme = root.dataset.theme === 'dark' ? 'light' : 'dark';
    applyTheme(chosenTheme);
    name();
  } });
  const name = () => { button.textContent = currentTheme() === 'dark' ? 'Light' : 'Dark'; };
  name();
  prefersDark.addEventListener('change', () => { applyTheme(currentTheme()); name(); });
  return button;
};

root.dataset.theme = currentTheme();
addEventListener('beforeprint', () => { root.dataset.theme = 'light'; redraw(); });
addEventListener('afterprint', () => { applyTheme(currentTheme()); });
addEventListener('resize', redraw);
