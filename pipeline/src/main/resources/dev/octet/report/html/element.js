// Builds the page. Text only ever goes in as text nodes, so no name in a model can become markup.

const element = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.flat(Infinity).filter(child => isKnown(child) && child !== false));
  return made;
};

const badge = (text, kind) => element('span', { class: `badge ${kind}` }, text);

const section = (id, title, explanation, ...content) =>
  element('section', { id, 'data-title': title }, element('h2', {}, title), explanation ? element('p', {}, explanation) : false, content);

const definitions = pairs =>
  element('dl', {}, pairs.filter(([, value]) => isKnown(value)).map(([term, value]) => [element('dt', {}, term), element('dd', {}, value)]));

const snippet = text => {
  const copy = element('button', { type: 'button', onclick: event => {
    event.stopPropagation();
    const said = () => { copy.textContent = 'Copied'; };
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(said, () => selectText(code));
    else selectText(code);
  } }, 'Copy');
  const code = element('code', {}, text);
  return element('div', { class: 'snippet' }, element('pre', {}, code), copy);
};

// Pages opened from a disk may not have the clipboard; then the text is at least selected.
const selectText = node => getSelection().selectAllChildren(node);
