'use strict';
// Each element of the référentiel (#e12) and its frame over the PDF's page (#c12) share a number;
// on page 5, where it goes on, the frame is #c12-5.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const byId = (id) => document.getElementById(id);
const pages = byId('pages');
let chosen = null;

// Choosing --------------------------------------------------------------------------------------

function choose(number, focus) {
  const element = byId('e' + number);
  if (!element) return;
  const frames = all(`.cadre[href="#e${number}"]`);
  const frame = byId('c' + number);
  for (const old of all('.choisi')) {
    old.classList.remove('choisi');
    old.removeAttribute('aria-current');
    if (old.matches('.cadre')) old.tabIndex = -1;
  }
  chosen = number;
  for (const one of [element, ...frames]) {
    one.classList.add('choisi');
    one.setAttribute('aria-current', 'true');
  }
  reveal(element);
  if (frame) {
    frame.tabIndex = 0;
    show(frame);
  }
  history.replaceState(null, '', '#e' + number);
  byId('dit').textContent = element.dataset.nom +
    (frame ? ', page ' + frame.closest('.planche').dataset.page : ', sans place dans le PDF');
  if (focus === 'frame' && frame) frame.focus({preventScroll: true});
  if (focus === 'element') (element.querySelector('.lien') || element).focus({preventScroll: true});
}

function reveal(element) {
  for (let up = element.closest('details'); up; up = up.parentElement.closest('details')) {
    up.open = true;
  }
  if (!seen(element, byId('lu'))) element.scrollIntoView({block: 'center'});
}

function show(frame) {
  if (!seen(frame, pages)) frame.scrollIntoView({block: 'center', inline: 'center'});
}

function seen(one, pane) {
  const inner = one.getBoundingClientRect(), outer = pane.getBoundingClientRect();
  return inner.top >= outer.top + 50 && inner.bottom <= outer.bottom - 10 &&
    inner.left >= outer.left && inner.right <= outer.right + 1;
}

function numberOf(node) {
  const id = node && (node.id || (node.getAttribute('href') || '').slice(1));
  return /^[ec](\d+)(-\d+)?$/.exec(id || '')?.[1] ?? null;
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="#"]');
  const number = numberOf(link) ?? (link ? null : numberOf(event.target.closest('.el')));
  if (number === null || !getSelection().isCollapsed) return;
  event.preventDefault();
  // A click made with the Enter key goes over to the other side.
  const byKey = event.detail === 0;
  choose(number, !byKey ? '' : link.matches('.lien') ? 'frame' : 'element');
});

// Search ----------------------------------------------------------------------------------------

const input = byId('mots');
const units = all('.unite');
let marks = [], at = -1;

// Without accents or case; a letter stays one letter, so that places agree with the text's own.
const fold = (text) => [...text].map((letter) => {
  const bare = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[’ʼ]/g, "'");
  return bare.length === letter.length ? bare : letter.toLowerCase().slice(0, letter.length);
}).join('').replace(/[\s\u00a0\u202f]/g, ' ');

const folded = new Map(units.map((unit) => [unit, fold(unit.textContent)]));

function search() {
  for (const mark of marks) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent.normalize();
  }
  marks = [];
  at = -1;
  const words = fold(input.value.trim());
  for (const unit of units) {
    const found = !words || folded.get(unit).includes(words);
    unit.classList.toggle('absent', !found);
    if (words && found) highlight(unit, words);
  }
  for (const part of all('.bloc, .points')) {
    const left = all('.unite', part).some((unit) => !unit.classList.contains('absent'));
    part.classList.toggle('absent', words !== '' && !left);
    if (words && left) part.open = true;
  }
  for (const mark of marks) mark.closest('details')?.setAttribute('open', '');
  byId('lu').classList.toggle('filtre', words !== '');
  byId('trouves').textContent = !words ? '' : marks.length === 0 ? 'aucun résultat'
    : marks.length === 1 ? '1 résultat' : marks.length + ' résultats';
}

function highlight(unit, words) {
  const walker = document.createTreeWalker(unit, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    const line = fold(text.data);
    for (let place = line.lastIndexOf(words); place >= 0;
      place = place > 0 ? line.lastIndexOf(words, place - words.length) : -1) {
      const range = document.createRange();
      range.setStart(text, place);
      range.setEnd(text, place + words.length);
      const mark = document.createElement('mark');
      range.surroundContents(mark);
      marks.push(mark);
      if (place < words.length) break;
    }
  }
  marks.sort((a, b) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1);
}

function nextFound() {
  if (!marks.length) return;
  at = (at + 1) % marks.length;
  const number = numberOf(marks[at].closest('.el'));
  if (number) choose(number, '');
  else marks[at].scrollIntoView({block: 'center'});
}

let waiting;
input.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, 120);
});
input.form.addEventListener('submit', (event) => {
  event.preventDefault();
  nextFound();
});

// Folding, zoom, page -----------------------------------------------------------------------------

const foldAll = (open) => all('#lu details').forEach((part) => { part.open = open; });
byId('deplier').addEventListener('click', () => foldAll(true));
byId('replier').addEventListener('click', () => foldAll(false));
addEventListener('beforeprint', () => foldAll(true));

const zooms = [1, 1.25, 1.5, 2, 2.5, 3];
let zoom = 0;
function enlarge(step) {
  zoom = Math.min(Math.max(zoom + step, 0), zooms.length - 1);
  const middle = (pages.scrollTop + pages.clientHeight / 2) / pages.scrollHeight;
  pages.style.setProperty('--zoom', zooms[zoom]);
  byId('zoom').textContent = Math.round(zooms[zoom] * 100) + ' %';
  pages.scrollTop = middle * pages.scrollHeight - pages.clientHeight / 2;
  const frame = chosen && byId('c' + chosen);
  if (frame) frame.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'});
}
byId('plus').addEventListener('click', () => enlarge(1));
byId('moins').addEventListener('click', () => enlarge(-1));

const sheets = all('.planche');
pages.addEventListener('scroll', () => {
  const middle = pages.getBoundingClientRect().top + pages.clientHeight / 2;
  const rank = sheets.findIndex((sheet) => sheet.getBoundingClientRect().bottom > middle);
  byId('page').textContent = 'Page ' + ((rank < 0 ? sheets.length - 1 : rank) + 1) +
    ' sur ' + sheets.length;
}, {passive: true});

// Keyboard ----------------------------------------------------------------------------------------

const visible = (one) => !one.closest('.absent');
function step(by, among) {
  const ones = among.filter(visible);
  if (!ones.length) return;
  const now = ones.findIndex((one) => numberOf(one) === chosen);
  const next = now < 0 ? (by > 0 ? 0 : ones.length - 1)
    : Math.min(Math.max(now + by, 0), ones.length - 1);
  choose(numberOf(ones[next]), document.activeElement.matches('.cadre') ? 'frame' : 'element');
}
const elements = () => all('.el[id]');
let point = -1;
function stepPoint(by) {
  const points = all('.point').filter(visible);
  if (!points.length) return;
  point = Math.min(Math.max(point + by, 0), points.length - 1);
  const link = points[point].querySelector('.lien, .ici');
  points[point].scrollIntoView({block: 'center'});
  link?.click();
  link?.focus({preventScroll: true});
}

const keys = {
  j: () => step(1, elements()), k: () => step(-1, elements()),
  n: () => stepPoint(1), p: () => stepPoint(-1),
  '/': () => input.focus(), '?': () => byId('clavier').showModal(),
  '+': () => enlarge(1), '-': () => enlarge(-1),
};
byId('aide').addEventListener('click', keys['?']);

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || byId('clavier').open) return;
  if (event.target === input) {
    if (event.key !== 'Escape') return;
    input.value = '';
    search();
    input.blur();
    return;
  }
  const arrow = {ArrowDown: 'j', ArrowUp: 'k'}[event.key];
  const onElement = event.target.matches('.el .lien, .cadre');
  const act = arrow ? onElement && keys[arrow] : byId('lettres').checked && keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

const wanted = numberOf(byId(location.hash.slice(1)));
if (wanted) choose(wanted, '');
