// What changed from one run to another: a table for each part, of which only the changes may be shown.

const runs = JSON.parse(document.getElementById('data').textContent);

const same = row => row.first === row.second;

const columns = [
  { title: '', kind: 'name', text: row => row.name },
  { title: 'first run', kind: 'number', text: row => row.first || NONE },
  { title: 'second run', kind: 'number', text: row => (same(row) ? element('span', { class: 'muted' }, 'same') : row.second || NONE) },
  { title: 'change', kind: 'number', text: row => row.change },
];

const place = element('div');

const show = onlyChanges => place.replaceChildren(...runs.sections
  .map(part => ({ ...part, differences: onlyChanges ? part.differences.filter(row => !same(row)) : part.differences }))
  .filter(part => part.differences.length > 0)
  .map(part => section(part.title.toLowerCase().replace(/[^a-z]+/g, '-'), part.title, false, plainTable(columns, part.differences))));

const changed = runs.sections.flatMap(part => part.differences).filter(row => !same(row)).length;
const only = element('input', { type: 'checkbox', id: 'only', onchange: event => show(event.target.checked) });

document.getElementById('report').append(
  element('header', {},
    element('div', {},
      element('h1', {}, 'Two runs'),
      definitions([['first run', runs.first], ['second run', runs.second], ['changed', plural(changed, 'figure')]])),
    themeSwitch()),
  element('p', { class: 'filters' }, only, element('label', { for: 'only' }, 'only what changed')),
  place);
show(false);
