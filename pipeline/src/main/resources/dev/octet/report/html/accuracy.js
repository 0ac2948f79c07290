// Metrics with labels, before and after, each with its interval.

const certainty = metric => {
  if (!isKnown(metric.distinguishable)) return badge('not known how sure', 'plain');
  return metric.distinguishable ? badge('a real difference', metric.drop.value > 0 ? 'bad' : 'good') : badge('not distinguishable from none', 'plain');
};

const verdict = metric => {
  const amount = metric.unit === '%' ? `${fixed(metric.drop.value, 2)} points` : inUnit(metric.drop.value, metric.unit);
  const test = isKnown(metric.pValue) ? `, ${metric.test || 'p'} ${metric.pValue < 0.001 ? 'p < 0.001' : `p = ${fixed(metric.pValue, 3)}`}` : '';
  const range = metric.unit === '%' ? `${fixed(metric.drop.low, 2)} to ${fixed(metric.drop.high, 2)}` : interval(metric.drop, metric.unit);
  return element('p', { class: 'note' }, `Drop ${amount} ${isKnown(metric.drop.low) ? `(${range}${test}) ` : ''}`, certainty(metric));
};

// Equal figures still need an axis, and no share is below 0 or above 100 per cent.
const reach = unit => {
  const room = shown => (shown.min === shown.max ? Math.max(1, Math.abs(shown.min)) / 25 : (shown.max - shown.min) / 4);
  const isShare = unit === '%';
  return {
    min: shown => (isShare && shown.min - room(shown) <= 0 ? 0 : shown.min === shown.max ? shown.min - room(shown) : null),
    max: shown => (isShare && shown.max + room(shown) >= 100 ? 100 : shown.min === shown.max ? shown.max + room(shown) : null),
  };
};

const whiskers = (row, value, name) => ({
  type: 'line', data: [[value.low, row], [value.high, row]], symbol: 'none', silent: true, lineStyle: { color: color(name), width: 3, opacity: 0.45 },
});

const metricChart = metric => chart(() => ({
  grid: { left: 8, right: 22, top: 6, bottom: 4, containLabel: true },
  legend: { show: false },
  xAxis: axis({ type: 'value', scale: true, splitNumber: 4, ...reach(metric.unit) }),
  yAxis: axis({ type: 'category', data: ['quantized', 'float'], splitLine: { show: false } }),
  tooltip: { ...base().tooltip, formatter: point => tip('', [[point.value[2], inUnit(point.value[0], metric.unit)], ['interval', interval(metric[point.value[2]], metric.unit)]]) },
  series: [
    ...(isKnown(metric.float.low) ? [whiskers('float', metric.float, 'float')] : []),
    ...(isKnown(metric.quantized.low) ? [whiskers('quantized', metric.quantized, 'integer')] : []),
    {
      type: 'scatter',
      symbolSize: 13,
      data: [
        { value: [metric.float.value, 'float', 'float'], itemStyle: { color: color('float') } },
        { value: [metric.quantized.value, 'quantized', 'quantized'], itemStyle: { color: color('integer') } },
      ],
    },
  ],
}), { size: 'low', label: `${metric.name}: float ${inUnit(metric.float.value, metric.unit)}, quantized ${inUnit(metric.quantized.value, metric.unit)}` });

const metricCard = metric => element('div', { class: 'card' },
  element('h3', {}, metric.name, element('span', { class: 'muted' }, metric.higherIsBetter ? '  higher is better' : '  lower is better')),
  metricChart(metric),
  element('p', { class: 'note' }, `Float ${inUnit(metric.float.value, metric.unit)}, quantized ${inUnit(metric.quantized.value, metric.unit)}.`),
  verdict(metric));

const accuracy = report => (report.metrics || []).length > 0 && section('accuracy', 'Accuracy',
  'The same samples for both models. Bars are intervals of 95\u00a0%, from resampling the samples.',
  element('div', { class: 'cards' }, report.metrics.map(metricCard)));

const outputs = report => (report.outputs || []).length > 0 && section('outputs', 'Outputs',
  'How closely the quantized model follows the float model, without labels. 20 dB means that the error has a hundredth of the signal’s power.',
  plainTable([
    { title: 'Output', kind: 'name', text: row => row.name },
    { title: 'Signal to noise', kind: 'number', text: row => decibels(row.sqnr) },
    { title: 'Cosine', kind: 'number', text: row => fixed(row.cosine, 6) },
    { title: 'Mean error', kind: 'number', text: row => real(row.meanAbsolute) },
    { title: 'Largest error', kind: 'number', text: row => real(row.maxAbsolute) },
    { title: 'KL divergence', kind: 'number', text: row => real(row.kl) },
    { title: 'Same top-1', kind: 'number', text: row => share(row.top1Agreement, 2) },
  ], report.outputs));
