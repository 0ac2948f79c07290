// Which nodes run on integers, and why the others do not.

const SHOWN_OPERATORS = 14;

const byOperator = nodes => {
  const table = new Map();
  nodes.filter(node => node.kernel !== 'removed').forEach(node => {
    const entry = table.get(node.operator) || { operator: node.operator, integer: 0, float: 0 };
    entry[node.kernel] += 1;
    table.set(node.operator, entry);
  });
  return [...table.values()].sort((a, b) => b.integer + b.float - a.integer - a.float);
};

const operatorChart = nodes => {
  const rows = byOperator(nodes).slice(0, SHOWN_OPERATORS).reverse();
  const place = chart(() => ({
    grid: { left: 8, right: 22, top: 30, bottom: 4, containLabel: true },
    xAxis: axis({ type: 'value', minInterval: 1 }),
    yAxis: axis({ type: 'category', data: rows.map(row => row.operator), splitLine: { show: false } }),
    tooltip: { ...base().tooltip, trigger: 'axis', axisPointer: { type: 'none' }, formatter: bars => tip(bars[0].name, bars.map(bar => [bar.seriesName, count(bar.value)])) },
    series: [
      { name: 'on integers', type: 'bar', stack: 'nodes', color: color('integer'), barMaxWidth: 16, data: rows.map(row => row.integer) },
      { name: 'on floats', type: 'bar', stack: 'nodes', color: color('float'), barMaxWidth: 16, data: rows.map(row => row.float) },
    ],
  }), { label: 'Nodes on integers and on floats by operator' });
  place.style.height = `${56 + 24 * rows.length}px`;
  return place;
};

const nodes = report => {
  const all = (report.layers && report.layers.nodes) || [];
  if (all.length === 0) return false;
  const integer = all.filter(node => node.kernel === 'integer').length;
  const left = all.filter(node => node.kernel === 'float');
  const table = sortableTable({
    columns: [
      { title: 'Depth', kind: 'number', value: row => row.depth, text: row => count(row.depth) },
      { title: 'Name', kind: 'name', value: row => row.name, text: row => row.name || NONE },
      { title: 'Operator', value: row => row.operator, text: row => row.operator },
      { title: 'Kernel', value: row => row.kernel, text: row => badge(row.kernel, row.kernel === 'integer' ? 'good' : 'plain') },
      { title: 'Why', value: row => row.reason, text: row => row.reason || NONE },
    ],
    rows: all,
    sorted: { column: 0, ascending: true },
    long: true,
    filters: [{ title: 'All kernels', value: row => row.kernel }, { title: 'All operators', value: row => row.operator }],
    searched: row => `${row.name} ${row.operator} ${row.reason || ''}`,
  });
  const node = section('nodes', 'Nodes', `${plural(integer, 'node')} on integers, ${count(left.length)} on floats, as ONNX Runtime runs the model.`,
    element('div', { class: 'card' }, operatorChart(all)), element('p', {}, ' '), table.node);
  node.classList.add('long');
  return node;
};
