// Lists and shows mails. Every value goes in as text; an HTML part is shown in a sandbox, where no script runs.

const byId = id => document.getElementById(id);
const seoul = { timeZone: 'Asia/Seoul' };
let chosen = new URLSearchParams(location.search).get('id');
let tab = new URLSearchParams(location.search).get('tab');
let limit = 50;
let shownList = '';
let mail = null;

function element(name, properties, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

const full = at => new Intl.DateTimeFormat('ko-KR', { ...seoul, dateStyle: 'full', timeStyle: 'medium' }).format(new Date(at));
const day = at => new Intl.DateTimeFormat('ko-KR', { ...seoul, month: 'long', day: 'numeric' }).format(new Date(at));
const time = at => new Intl.DateTimeFormat('ko-KR', { ...seoul, hour: 'numeric', minute: '2-digit' }).format(new Date(at));

function list({ items, nextCursor, total }) {
  byId('mails').replaceChildren(...items.map(one => {
    const choose = element('button', { type: 'button', 'aria-current': String(one.id === chosen) },
      element('span', { className: 'to' }, one.to.join(', ')),
      element('time', {}, day(one.receivedAt) === day(Date.now()) ? time(one.receivedAt) : day(one.receivedAt)),
      element('span', { className: 'subject' }, one.subject || '(제목 없음)'));
    choose.onclick = () => open(one.id);
    return element('li', {}, choose);
  }));
  if (!items.length) {
    byId('mails').append(element('li', { className: 'none' }, byId('search').value ? '찾는 메일이 없습니다.' : '아직 받은 메일이 없습니다.'));
  }
  byId('more').hidden = !nextCursor;
  byId('more').textContent = `더 보기 (${items.length}/${total})`;
}

function showHtml() {
  // Links open beside the inbox; the sandbox lets nothing else out.
  const base = '<base target="_blank">';
  return element('iframe', {
    title: 'HTML 본문', referrerPolicy: 'no-referrer',
    sandbox: 'allow-popups allow-popups-to-escape-sandbox', srcdoc: base + mail.html,
  });
}

function showHeaders() {
  const rows = Object.entries(mail.headers).flatMap(([name, values]) =>
    values.map(value => element('tr', {}, element('th', {}, name), element('td', {}, value))));
  return element('table', {}, element('tbody', {}, ...rows));
}

async function showSource() {
  const source = await (await fetch(`api/messages/${mail.id}/source`)).text();
  return element('pre', { className: 'source' }, source);
}

async function show() {
  const tabs = { html: mail.html !== '', text: mail.text !== '', headers: true, source: true };
  const current = tabs[tab] ? tab : Object.keys(tabs).find(name => tabs[name]);
  for (const button of document.querySelectorAll('[data-tab]')) {
    button.hidden = !tabs[button.dataset.tab];
    button.setAttribute('aria-selected', String(button.dataset.tab === current));
  }
  byId('subject').textContent = mail.subject || '(제목 없음)';
  byId('from').textContent = mail.from;
  byId('to').textContent = mail.to.join(', ');
  byId('time').textContent = full(mail.receivedAt) + (mail.attachments.length ? ' · 첨부: ' + mail.attachments.join(', ') : '');
  const views = { html: showHtml, text: () => element('pre', {}, mail.text), headers: showHeaders, source: showSource };
  byId('tab').replaceChildren(await views[current]());
  byId('nothing').hidden = true;
  byId('mail').hidden = false;
}

function close() {
  chosen = mail = null;
  byId('mail').hidden = true;
  byId('nothing').hidden = false;
  document.body.classList.remove('reading');
}

function open(id) {
  chosen = id;
  document.body.classList.add('reading');
  history.replaceState(null, '', '?id=' + id);
  return refresh();
}

async function refresh() {
  const part = byId('search').value.trim();
  const found = await (await fetch(`api/headlines?limit=${limit}${part ? '&find=' + encodeURIComponent(part) : ''}`)).json();
  if (!chosen && matchMedia('(min-width: 761px)').matches) chosen = found.items[0]?.id ?? null;
  const text = JSON.stringify([found, chosen]);
  if (text !== shownList) list(found);
  shownList = text;
  if (!chosen || mail?.id === chosen) return;
  const answer = await fetch('api/messages/' + encodeURIComponent(chosen));
  if (answer.ok) {
    mail = await answer.json();
    await show();
  } else {
    close();
  }
}

byId('empty').onclick = async () => {
  if (!confirm('모든 메일을 지울까요?')) return;
  await fetch('api/messages', { method: 'DELETE' });
  close();
  refresh();
};
byId('more').onclick = () => { limit = Math.min(500, limit + 50); refresh(); };
byId('back').onclick = () => document.body.classList.remove('reading');
byId('search').oninput = refresh;
for (const button of document.querySelectorAll('[data-tab]')) {
  button.onclick = () => { tab = button.dataset.tab; show(); };
}
if (chosen) document.body.classList.add('reading');

const beat = () => refresh().catch(() => {}).finally(() => setTimeout(beat, document.hidden ? 5000 : 2000));
beat();
