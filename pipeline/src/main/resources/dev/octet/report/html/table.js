// A table that can be sorted by any column, searched, and whose rows open to show more.
//
// column: {title, value: row -> what to sort by, text: row -> what to show, kind: 'number' | 'name' | undefined}

const byValue = (column, ascending) => (left, right) => {
  const a = toNumber(column.value(left));
  const b = toNumber(column.value(right));
  // What is not known comes last either way.
  if (!isKnown(a) || !isKnown(b)) return Number(isKnown(b)) - Number(isKnown(a));
  const order = a < b ? -1 : a > b ? 1 : 0;
  return ascending ? order : -order;
};

const sortableTable = ({ columns, rows, sorted, long, filters = [], detail, searched }) => {
  const state = { column: columns[sorted.column], ascending: sorted.ascending, text: '', chosen: new Map() };
  const body = element('tbody');
  const counted = element('span', { class: 'count', 'aria-live': 'polite' });
  const heads = columns.map(column => element('th', { scope: 'col', class: column.kind },
    element('button', { type: 'button', onclick: () => sortBy(column) }, column.title)));

  const cells = row => columns.map(column => element('td', { class: column.kind }, column.text(row)));

  const open = (row, line) => {
    const below = line.nextElementSibling;
    if (below && below.classList.contains('detail')) { below.remove(); return; }
    const place = element('td', { colspan: columns.length });
    line.after(element('tr', { class: 'detail' }, place));
    detail(row, place);
  };

  const lines = new Map();
  const line = row => {
    if (!lines.has(row)) {
      const made = element('tr', detail ? { class: 'open-able', tabindex: 0 } : {}, cells(row));
      if (detail) {
        made.addEventListener('click', () => open(row, made));
        made.addEventListener('keydown', event => { if (event.key === 'Enter') open(row, made); });
      }
      lines.set(row, made);
    }
    return lines.get(row);
  };

  const shown = () => rows
    .filter(row => searched(row).toLowerCase().includes(state.text))
    .filter(row => filters.every(filter => !state.chosen.get(filter) || filter.value(row) === state.chosen.get(filter)))
    .sort(byValue(state.column, state.ascending));

  const draw = () => {
    const visible = shown();
    body.replaceChildren(...visible.map(line));
    counted.textContent = visible.length === rows.length ? plural(rows.length, 'row') : `${count(visible.length)} of ${plural(rows.length, 'row')}`;
    heads.forEach((head, index) => head.setAttribute('aria-sort',
      columns[index] !== state.column ? 'none' : state.ascending ? 'ascending' : 'descending'));
  };

  const sortBy = column => {
    state.ascending = state.column === column ? !state.ascending : column.kind !== 'number';
    state.column = column;
    draw();
  };

  const choice = filter => element('select', { 'aria-label': filter.title, onchange: event => { state.chosen.set(filter, event.target.value); draw(); } },
    element('option', { value: '' }, filter.title),
    [...new Set(rows.map(filter.value))].sort().map(value => element('option', { value }, value)));

  const search = element('input', { type: 'search', placeholder: 'Search by name or operator', 'aria-label': 'Search',
    oninput: event => { state.text = event.target.value.trim().toLowerCase(); draw(); } });

  draw();
  const show = row => {
    search.value = '';
    state.text = '';
    state.chosen.clear();
    draw();
    const made = line(row);
    made.classList.add('selected');
    made.scrollIntoView({ block: 'center' });
    if (!made.nextElementSibling || !made.nextElementSibling.classList.contains('detail')) open(row, made);
  };
  const table = element('table', {}, element('thead', {}, element('tr', {}, heads)), body);
  return {
    show,
    node: element('div', {},
      long ? element('div', { class: 'filters' }, search, filters.map(choice), counted) : false,
      element('div', { class: long ? 'scroll long' : 'scroll' }, table)),
  };
};

const plainTable = (columns, rows) => element('div', { class: 'scroll' }, element('table', {},
  element('thead', {}, element('tr', {}, columns.map(column => element('th', { scope: 'col', class: column.kind }, column.title)))),
  element('tbody', {}, rows.map(row => element('tr', {}, columns.map(column => element('td', { class: column.kind }, column.text(row))))))));
