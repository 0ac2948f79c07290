// What was compared, with what, on what.

const flat = (object, prefix = '') => Object.entries(object || {}).flatMap(([key, value]) =>
  (value !== null && typeof value === 'object' && !Array.isArray(value)) ? flat(value, `${prefix}${key} `) : [[`${prefix}${key}`, String(value)]]);

// Fields of the JSON in words: quantized weightBytes becomes quantized weight bytes.
const inWords = field => field.replace(/[sS]ha256/, ' SHA-256').replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[A-Z](?=[a-z])/g, letter => letter.toLowerCase()).replace(/ +/g, ' ').trim();

const provenance = report => section('provenance', 'Provenance', 'What this report is about, so that it can be repeated.',
  element('div', { class: 'card' }, definitions([
    ...flat(report.models),
    ...flat(report.data, 'data '),
    ...flat(report.tool, 'tool '),
    ...flat(report.machine, 'machine '),
    ...flat(report.provenance),
  ].map(([field, value]) => [inWords(field), value]))));
