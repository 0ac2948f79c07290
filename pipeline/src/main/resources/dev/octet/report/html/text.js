// Numbers as people read them. A figure that is not there is an en dash, never a zero.

const NONE = '–';

const isKnown = value => value !== undefined && value !== null;

const toNumber = value => (value === 'Infinity' ? Infinity : value === '-Infinity' ? -Infinity : value);

const fixed = (value, digits) => {
  const number = toNumber(value);
  if (!isKnown(number)) return NONE;
  return Number.isFinite(number) ? number.toFixed(digits).replace('-', '−') : number > 0 ? '∞' : '−∞';
};

// Four significant digits, whatever the size.
const real = value => {
  const number = toNumber(value);
  if (!isKnown(number)) return NONE;
  if (!Number.isFinite(number)) return fixed(number, 0);
  const size = Math.abs(number);
  const text = number === 0 || (size >= 0.001 && size < 100000) ? String(Number(number.toPrecision(4))) : number.toExponential(2);
  return text.replace(/-/g, '−');
};

const decibels = value => (isKnown(value) ? `${fixed(value, 1)} dB` : NONE);

const share = (value, digits = 1) => (isKnown(value) ? `${fixed(100 * value, digits)} %` : NONE);

const count = value => (isKnown(value) ? value.toLocaleString('en-US') : NONE);

const UNITS = [[1e9, 'GB'], [1e6, 'MB'], [1e3, 'kB']];

const bytes = value => {
  if (!isKnown(value)) return NONE;
  const unit = UNITS.find(([size]) => value >= size);
  return unit ? `${(value / unit[0]).toPrecision(3)} ${unit[1]}` : `${value} B`;
};

const milliseconds = value => {
  if (!isKnown(value)) return NONE;
  return value < 1 ? `${(1000 * value).toPrecision(3)} µs` : `${Number(value.toPrecision(4))} ms`;
};

// A metric in its own unit: shares in per cent with two digits, anything else with four.
const inUnit = (value, unit) => {
  if (unit === '%') return `${fixed(value, 2)} %`;
  return unit ? `${real(value)} ${unit}` : real(value);
};

const interval = (value, unit) => (isKnown(value.low) ? `${inUnit(value.low, unit)} to ${inUnit(value.high, unit)}` : NONE);

const plural = (number, noun) => `${count(number)} ${noun}${number === 1 ? '' : 's'}`;
