// The error along the depth of the model, and who is to blame.

const points = (rows, field) => rows.filter(row => isKnown(row[field]) && Number.isFinite(toNumber(row[field])))
  .map(row => ({ value: [row.depth, toNumber(row[field])], row }));

const depthTip = point => {
  const { row } = point.data;
  return tip(row.name, [['operator', row.operator], ['in place', decibels(row.sqnrInPlace)], ['alone', decibels(row.sqnrAlone)], ['alone, at the outputs', isKnown(row.outputSqnrAlone) ? decibels(row.outputSqnrAlone) : undefined]]);
};

const depthSeries = (label, name, rows, field, line) => ({
  name: label,
  type: line ? 'line' : 'scatter',
  data: points(rows, field),
  color: color(name),
  symbol: line ? 'circle' : 'diamond',
  symbolSize: line ? 6 : 9,
  lineStyle: { width: 1.5 },
  itemStyle: { opacity: line ? 1 : 0.85 },
});

const depthChart = (tensors, onchosen) => {
  const rows = [...tensors].sort((a, b) => a.depth - b.depth);
  const many = rows.length > 80;
  return chart(() => ({
    grid: { left: 8, right: 18, top: 34, bottom: many ? 52 : 24, containLabel: true },
    xAxis: axis({ type: 'value', name: many ? '' : 'depth: place of the node in the order of execution', nameLocation: 'middle', nameGap: 26, splitLine: { show: false }, min: 'dataMin', max: 'dataMax' }),
    yAxis: axis({ type: 'value', scale: true, axisLabel: { ...axisStyle().axisLabel, formatter: value => `${fixed(value, 0)} dB` } }),
    dataZoom: many ? [{ type: 'slider', height: 22, bottom: 4, textStyle: { color: color('muted') }, borderColor: color('line') }] : [],
    tooltip: { ...base().tooltip, formatter: depthTip },
    series: [
      depthSeries('in place, with what was inherited', 'integer', rows, 'sqnrInPlace', true),
      depthSeries('this tensor alone', 'alone', rows, rows.some(row => isKnown(row.outputSqnrAlone)) ? 'outputSqnrAlone' : 'sqnrAlone', false),
    ],
  }), { size: 'high', label: 'Signal to noise of quantized tensors along the depth of the model', onclick: point => point.data && onchosen(point.data.row) });
};

const depth = (report, onchosen) => report.layers && (report.layers.tensors || []).length > 0 && section('depth', 'Error along the depth',
  'Signal to noise of every quantized tensor; lower is worse. A line that falls at one place and stays down shows where the damage is done. Choose a point to see its tensor.',
  element('div', { class: 'card' }, depthChart(report.layers.tensors, onchosen)));

const culprit = (entry, onchosen) => element('li', { class: 'card' },
  element('div', {},
    element('h3', {}, element('a', { href: '#layers', class: 'name', onclick: event => { event.preventDefault(); onchosen(entry); } }, entry.name)),
    element('p', { class: 'muted' }, `${entry.kind === 'weight' ? 'weight' : entry.operator ? 'output' : 'input'} of ${entry.operator || 'the model'}`, entry.node ? ` ${entry.node}` : '',
      isKnown(entry.outputSqnrAlone) ? `; alone it leaves ${decibels(entry.outputSqnrAlone)} at the outputs` : ''),
    element('p', {}, entry.cause.replace(/ %/g, '\u00a0%'))),
  entry.suggestion ? snippet(entry.suggestion) : element('div'));

const SHOWN_CULPRITS = 10;

const culprits = (report, onchosen) => {
  const found = (report.layers && report.layers.culprits) || [];
  return found.length > 0 && section('culprits', 'Where the error comes from',
    'The tensors that cost most, worst first, with what to paste into the configuration to mend it.',
    element('ol', { class: 'culprits' }, found.slice(0, SHOWN_CULPRITS).map(entry => culprit(entry, onchosen))));
};
