// What a reader wants to know first: did it pass, and what did it cost and gain.

const gateBadge = gate => {
  if (!gate || gate.length === 0) return false;
  const failed = gate.filter(criterion => !criterion.passed).length;
  return failed === 0
    ? badge(`Gate passed: ${plural(gate.length, 'criterion').replace('criterions', 'criteria')}`, 'good')
    : badge(`Gate failed: ${failed} of ${gate.length} not met`, 'bad');
};

const tile = (label, value, note) => element('div', { class: 'tile' },
  element('div', { class: 'label' }, label), element('div', { class: 'value' }, value), element('div', { class: 'note' }, note));

const worstOutput = outputs => [...outputs].filter(output => isKnown(output.sqnr))
  .sort((a, b) => toNumber(a.sqnr) - toNumber(b.sqnr))[0];

const metricTile = metric => tile(metric.name, inUnit(metric.quantized.value, metric.unit),
  `float ${inUnit(metric.float.value, metric.unit)}${isKnown(metric.distinguishable) ? `; difference ${metric.distinguishable ? 'is real' : 'not distinguishable'}` : ''}`);

const outputTile = outputs => {
  const worst = worstOutput(outputs);
  return worst && tile('Signal to noise, worst output', decibels(worst.sqnr), element('span', { class: 'name' }, worst.name));
};

const speedTile = speed => speed && tile('Time of a run', `${fixed(speed.ratio.value, 2)} of float`,
  `${milliseconds(speed.float.median)} before, ${milliseconds(speed.quantized.median)} after`);

const sizeTile = size => size && tile('File', `${fixed(100 * size.ratio, 1)} % of float`,
  `${bytes(size.float.file)} before, ${bytes(size.quantized.file)} after`);

const summary = report => element('div', {},
  element('header', {},
    element('div', {},
      element('h1', {}, baseName(report.models.quantized.file)),
      element('p', {}, `compared with ${baseName(report.models.float.file)}`, isKnown(report.data) ? `, ${report.data.path}` : ''),
      element('p', {}, gateBadge(report.gate))),
    themeSwitch()),
  element('section', { id: 'summary' }, element('div', { class: 'tiles' },
    (report.metrics || []).slice(0, 2).map(metricTile), outputTile(report.outputs || []), speedTile(report.speed), sizeTile(report.size))));

const baseName = path => path.split(/[\\/]/).pop();

const gate = report => (report.gate || []).length > 0 && section('gate', 'Gate', 'What was demanded of the quantized model, and what was measured.',
  plainTable([
    { title: 'Result', text: row => (row.passed ? badge('passed', 'good') : badge('not met', 'bad')) },
    { title: 'Criterion', text: row => row.criterion },
    { title: 'Asked', kind: 'whole', text: row => String(row.asked) },
    { title: 'Measured', text: row => (isKnown(row.measured) ? inUnit(row.measured, row.unit) : NONE) },
    { title: 'Interval', text: row => (isKnown(row.low) ? interval(row, row.unit) : NONE) },
  ], report.gate));
