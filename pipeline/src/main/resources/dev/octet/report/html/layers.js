// Every quantized tensor and weight: one row each, which opens to its histogram or its channels.

const LAYER_COLUMNS = [
  { title: 'Depth', kind: 'number', value: row => row.depth, text: row => count(row.depth) },
  { title: 'Name', kind: 'name', value: row => row.name, text: row => row.name },
  { title: 'Kind', value: row => row.kind, text: row => row.kind },
  { title: 'Operator', value: row => row.operator, text: row => row.operator || NONE },
  { title: 'Type', value: row => row.type, text: row => row.type || NONE },
  { title: 'In place', kind: 'number', value: row => row.sqnrInPlace, text: row => decibels(row.sqnrInPlace) },
  { title: 'Alone', kind: 'number', value: row => row.sqnrAlone, text: row => decibels(row.sqnrAlone) },
  { title: 'At outputs', kind: 'number', value: row => row.outputSqnrAlone, text: row => decibels(row.outputSqnrAlone) },
  { title: 'Clipped', kind: 'number', value: row => row.saturation, text: row => share(row.saturation, 2) },
  { title: 'Unused', kind: 'number', value: row => row.unusedCodes, text: row => share(row.unusedCodes) },
];

const rowsOf = layers => [
  ...(layers.tensors || []).map(row => ({ ...row, kind: 'activation' })),
  ...(layers.weights || []).map(row => ({ ...row, sqnrAlone: row.sqnr, kind: 'weight' })),
];

const histogramChart = row => {
  const { low, high, counts } = row.histogram;
  const width = (high - low) / counts.length;
  const total = counts.reduce((sum, number) => sum + number, 0);
  const mark = value => ({ xAxis: value });
  return chart(() => ({
    grid: { left: 8, right: 18, top: 14, bottom: 24, containLabel: true },
    legend: { show: false },
    xAxis: axis({ type: 'value', min: Math.min(low, row.low ?? low), max: Math.max(high, row.high ?? high), name: 'value', nameLocation: 'middle', nameGap: 24, splitLine: { show: false }, axisLabel: { ...axisStyle().axisLabel, formatter: real, showMinLabel: false, showMaxLabel: false } }),
    yAxis: axis({ type: 'log', min: 0.5 / total, name: '', axisLabel: { ...axisStyle().axisLabel, formatter: value => `${real(100 * value)} %` } }),
    tooltip: { ...base().tooltip, trigger: 'axis', formatter: bars => tip(`about ${real(bars[0].value[0])}`, [['share of values', share(bars[0].value[1], 3)]]) },
    series: [{
      type: 'line', step: 'middle', symbol: 'none', color: color('float'), lineStyle: { width: 1 }, areaStyle: { opacity: 0.4, origin: 'start' },
      data: counts.map((number, bin) => [low + (bin + 0.5) * width, Math.max(number, 0.5) / total]),
      markArea: { silent: true, itemStyle: { color: color('integer'), opacity: 0.12 }, data: [[mark(row.low), mark(row.high)]] },
      markLine: { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: color('integer'), width: 1.5 }, data: [mark(row.low), mark(row.high)] },
    }],
  }), { label: `Histogram of ${row.name} with its range` });
};

const channelChart = row => {
  const { low, high } = row.channels;
  return chart(() => ({
    grid: { left: 8, right: 18, top: 14, bottom: 24, containLabel: true },
    legend: { show: false },
    xAxis: axis({ type: 'category', data: low.map((_, channel) => channel), name: 'channel', nameLocation: 'middle', nameGap: 24, splitLine: { show: false } }),
    yAxis: axis({ type: 'value', axisLabel: { ...axisStyle().axisLabel, formatter: real } }),
    tooltip: { ...base().tooltip, trigger: 'axis', formatter: bars => tip(`channel ${bars[0].name}`, [['smallest', real(low[bars[0].dataIndex])], ['largest', real(high[bars[0].dataIndex])]]) },
    series: [
      { type: 'bar', stack: 'up', data: high.map(value => Math.max(value, 0)), color: color('integer'), barCategoryGap: '15%' },
      { type: 'bar', stack: 'up', data: low.map(value => Math.min(value, 0)), color: color('integer'), barCategoryGap: '15%' },
    ],
  }), { label: `Range of each channel of ${row.name}` });
};

const layerDetail = (row, place) => {
  place.append(element('div', { class: 'cards' },
    definitions([
      ['node', row.node], ['type', row.type], ['scale', isKnown(row.scale) ? real(row.scale) : undefined], ['zero point', isKnown(row.zeroPoint) ? String(row.zeroPoint) : undefined],
      ['range of codes', isKnown(row.low) ? `${real(row.low)} to ${real(row.high)}` : undefined], ['chosen by', row.method],
      ['channels along axis', isKnown(row.axis) ? String(row.axis) : undefined], ['dead channels', isKnown(row.deadChannels) ? count(row.deadChannels) : undefined],
      ['stretched to reach zero', isKnown(row.stretchedToZero) ? share(row.stretchedToZero) : undefined],
    ]),
    row.histogram ? element('div', {}, element('p', { class: 'muted' }, 'What the float model gives, and the range that the codes cover'), histogramChart(row)) : false,
    row.channels ? element('div', {}, element('p', { class: 'muted' }, 'Smallest and largest weight of each channel'), channelChart(row)) : false));
  showWaiting();
};

const layers = report => {
  const rows = report.layers ? rowsOf(report.layers) : [];
  if (rows.length === 0) return { node: false, show: () => {} };
  const made = sortableTable({
    columns: LAYER_COLUMNS,
    rows,
    sorted: { column: 0, ascending: true },
    long: true,
    filters: [{ title: 'All kinds', value: row => row.kind }, { title: 'All operators', value: row => row.operator || NONE }],
    searched: row => `${row.name} ${row.operator} ${row.node || ''}`,
    detail: layerDetail,
  });
  const node = section('layers', 'Layers', 'Every quantized tensor and weight. Clipped: share of values outside the range of the codes. Unused: share of codes that never occur. Choose a row for its histogram or the ranges of its channels.', made.node);
  node.classList.add('long');
  return { node, show: entry => {
    const row = rows.find(candidate => candidate.name === entry.name && (candidate.kind === 'weight') === (entry.kind === 'weight'));
    if (row) made.show(row);
  } };
};
