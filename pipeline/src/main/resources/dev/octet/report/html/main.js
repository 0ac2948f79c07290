// The page from top to bottom.

const report = JSON.parse(document.getElementById('data').textContent);
const table = layers(report);

const parts = [
  gate(report), accuracy(report), outputs(report), speed(report), size(report), culprits(report, table.show),
  depth(report, table.show), table.node, nodes(report), kernels(report), provenance(report),
].filter(Boolean);

const contents = element('nav', { 'aria-label': 'Contents' }, parts.map(part => element('a', { href: `#${part.id}` }, part.dataset.title)));

document.getElementById('report').append(summary(report), contents, ...parts,
  element('footer', {}, `Made by Octet${report.tool && report.tool.version ? ` ${report.tool.version}` : ''}. Charts by Apache ECharts, Apache License 2.0.`));
showWaiting();

// Milliseconds since the page was opened, for those who watch that it stays quick.
root.dataset.drawnAfter = String(Math.round(performance.now()));
