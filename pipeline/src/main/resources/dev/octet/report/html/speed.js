// Latency and size.

const BINS = 48;

// A few runs that the system interrupted would flatten all others; those above three medians are not drawn.
const histogramOf = (runs, low, high) => {
  const width = (high - low) / BINS;
  const counts = new Array(BINS).fill(0);
  runs.filter(run => run <= high).forEach(run => { counts[Math.min(BINS - 1, Math.max(0, Math.floor((run - low) / width)))] += 1; });
  return counts.map((number, bin) => [low + (bin + 0.5) * width, number / runs.length]);
};

const latencySeries = (name, label, runs, low, high, median) => ({
  name: label,
  type: 'line',
  step: 'middle',
  symbol: 'none',
  data: histogramOf(runs, low, high),
  color: color(name),
  lineStyle: { width: 1.5 },
  areaStyle: { opacity: 0.22 },
  markLine: { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: color(name), type: 'dashed' }, data: [{ xAxis: median }] },
});

const latencyChart = speed => {
  const all = [...speed.float.all, ...speed.quantized.all].sort((a, b) => a - b);
  const low = all[0] * 0.98;
  const high = Math.min(all[all.length - 1], 3 * Math.max(speed.float.median, speed.quantized.median)) * 1.02;
  return chart(() => ({
    grid: { left: 8, right: 22, top: 32, bottom: 22, containLabel: true },
    xAxis: axis({ type: 'value', min: low, max: high, name: 'milliseconds', nameLocation: 'middle', nameGap: 26, splitLine: { show: false }, axisLabel: { ...axisStyle().axisLabel, formatter: real, showMinLabel: false, showMaxLabel: false } }),
    yAxis: axis({ type: 'value', axisLabel: { ...axisStyle().axisLabel, formatter: value => share(value, 0) } }),
    tooltip: { ...base().tooltip, trigger: 'axis', formatter: points => tip(milliseconds(points[0].value[0]), points.map(point => [point.seriesName, share(point.value[1])])) },
    series: [
      latencySeries('float', 'float', speed.float.all, low, high, speed.float.median),
      latencySeries('integer', 'quantized', speed.quantized.all, low, high, speed.quantized.median),
    ],
  }), { label: 'Distribution of run times' });
};

const latencyRow = (name, latency) => ({ name, ...latency });

const speed = report => report.speed && section('speed', 'Speed',
  `Both models in one process, taking turns, ${plural(report.speed.threads, 'thread')}, batch ${report.speed.batch}, ${plural(report.speed.runs, 'run')} each. Dashed lines are medians. ` +
  `The quantized model takes ${fixed(report.speed.ratio.value, 3)} of the float model’s time (${fixed(report.speed.ratio.low, 3)} to ${fixed(report.speed.ratio.high, 3)}).`,
  element('div', { class: 'card' }, isKnown(report.speed.float.all) ? latencyChart(report.speed) : false),
  element('p'),
  plainTable([
    { title: 'Model', text: row => row.name },
    { title: 'Median', kind: 'number', text: row => milliseconds(row.median) },
    { title: '10 % are below', kind: 'number', text: row => milliseconds(row.p10) },
    { title: '10 % are above', kind: 'number', text: row => milliseconds(row.p90) },
    ...(isKnown(report.speed.float.memory) ? [{ title: 'Memory', kind: 'number', text: row => bytes(row.memory) }] : []),
  ], [latencyRow('float', report.speed.float), latencyRow('quantized', report.speed.quantized)]));

const sizeSeries = (label, name, opacity, values) => ({
  name: label, type: 'bar', stack: 'bytes', barWidth: 20,
  data: values.map((value, index) => ({ value, itemStyle: { color: color(index === 0 ? 'integer' : 'float'), opacity } })),
  color: color(name), itemStyle: { opacity },
});

const size = report => report.size && section('size', 'Size',
  `The quantized file has ${fixed(100 * report.size.ratio, 1)} % of the float file’s bytes.`,
  element('div', { class: 'card' }, chart(() => {
    const models = [report.size.quantized, report.size.float];
    return {
      grid: { left: 8, right: 28, top: 30, bottom: 4, containLabel: true },
      xAxis: axis({ type: 'value', axisLabel: { ...axisStyle().axisLabel, formatter: bytes } }),
      yAxis: axis({ type: 'category', data: ['quantized', 'float'], splitLine: { show: false } }),
      tooltip: { ...base().tooltip, trigger: 'axis', axisPointer: { type: 'none' }, formatter: points => tip(points[0].name, points.map(point => [point.seriesName, bytes(point.value)])) },
      series: [
        sizeSeries('weights', 'float', 1, models.map(model => model.weights)),
        sizeSeries('everything else', 'float', 0.35, models.map(model => model.other)),
      ],
    };
  }, { size: 'low', label: 'Bytes of the two files' })));

const kernels = report => (report.kernels || []).length > 0 && section('optimizations', 'With and without ONNX Runtime’s optimizations',
  'The quantized model against the float model: as ONNX Runtime runs it, and node by node as written. The last column is the error of the fused kernels alone.',
  plainTable([
    { title: 'Output', kind: 'name', text: row => row.name },
    { title: 'Optimized', kind: 'number', text: row => decibels(row.sqnrAsRun) },
    { title: 'As written', kind: 'number', text: row => decibels(row.sqnr) },
    { title: 'Kernels alone', kind: 'number', text: row => decibels(row.sqnrOfKernels) },
    { title: 'Samples', kind: 'number', text: row => count(row.samples) },
  ], report.kernels));
