// What was compared, with what, on what.

const flat = (object, prefix = '') => Object.entries(object || {}).flatMap(([key, value]) =>
  (value !== null && typeof value === 'object' && !Array.isArray(value)) ? flat(value, `${prefix}${key} `) : [[`${prefix}${key}`, String(value)]]);

const provenance = report => section('provenance', 'Provenance', 'What this report is about, so that it can be repeated.',
  element('div', { class: 'card' }, definitions([
    ...flat(report.models),
    ...flat(report.data, 'data '),
    ...flat(report.tool, 'tool '),
    ...flat(report.machine, 'machine '),
    ...flat(report.provenance),
  ])));
