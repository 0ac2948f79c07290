// What all charts share: colours from the page, no animation, crisp when printed, redrawn when the theme changes.

const drawn = new Map();

const color = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

const axisStyle = () => ({
  axisLine: { lineStyle: { color: color('line') } },
  axisTick: { show: false },
  axisLabel: { color: color('muted'), fontSize: 12, hideOverlap: true },
  splitLine: { lineStyle: { color: color('line') } },
  nameTextStyle: { color: color('muted'), fontSize: 12 },
});

const axis = options => ({ ...axisStyle(), ...options });

const base = () => ({
  animation: false,
  textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
  grid: { left: 8, right: 16, top: 30, bottom: 8, containLabel: true },
  legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 8, textStyle: { color: color('muted'), fontSize: 12 } },
  tooltip: {
    confine: true,
    backgroundColor: color('card'),
    borderColor: color('line'),
    textStyle: { color: color('ink'), fontSize: 12.5 },
  },
});

// The library takes markup for tooltips, unless it is given a node.
const tip = (title, pairs) => element('div', {}, title ? element('div', { class: 'name' }, title) : false, definitions(pairs));

const draw = place => {
  const { chart, options } = drawn.get(place);
  chart.setOption({ ...base(), ...options() }, true);
};

// A chart in a new place; the options are made anew at each drawing, since colours change.
const chart = (options, { size = '', label, onclick } = {}) => {
  const place = element('div', { class: `chart ${size}`, role: 'img', 'aria-label': label });
  whenShown(place, () => {
    const made = echarts.init(place, null, { renderer: 'svg' });
    if (onclick) made.on('click', onclick);
    drawn.set(place, { chart: made, options });
    draw(place);
  });
  return place;
};

// A chart measures its place, which has no size before it is on the page.
const waiting = [];
const whenShown = (place, action) => {
  waiting.push({ place, action });
  if (place.isConnected) showWaiting();
};
const showWaiting = () => {
  const ready = waiting.filter(({ place }) => place.isConnected);
  ready.forEach(entry => waiting.splice(waiting.indexOf(entry), 1));
  ready.forEach(({ action }) => action());
};

const redraw = () => {
  for (const [place, { chart }] of drawn) {
    if (place.isConnected) {
      chart.resize();
      draw(place);
    } else {
      chart.dispose();
      drawn.delete(place);
    }
  }
};
