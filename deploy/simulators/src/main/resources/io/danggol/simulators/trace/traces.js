// Lists traces and draws one as a waterfall. Every value goes in as text.

const byId = id => document.getElementById(id);
let chosen = new URLSearchParams(location.search).get('id');

function element(name, properties, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

const clock = at => new Intl.DateTimeFormat('ko-KR', { timeZone: 'Asia/Seoul', timeStyle: 'medium' }).format(new Date(at));
const short = service => service.replace('-service', '');
const millis = micros => micros < 1000 ? `${micros} µs` : `${(micros / 1000).toFixed(1)} ms`;

function list({ items }) {
  byId('traces').replaceChildren(...items.map(one => {
    const choose = element('button', { type: 'button', 'aria-current': String(one.traceId === chosen) },
      element('b', {}, one.name),
      element('span', {}, `${clock(one.start)} · ${one.spans}개 · ${one.services.map(short).join(' → ')}`));
    choose.onclick = () => open(one.traceId);
    return element('li', {}, choose);
  }));
  if (!items.length) byId('traces').append(element('li', { className: 'none' }, '아직 추적이 없습니다.'));
}

// Parents before their children, brothers by their beginnings; below a span the batches that link to it.
function inOrder({ traceId, spans, linked }) {
  const known = new Set(spans.map(span => span.spanId));
  const rows = [];
  const add = (span, depth) => {
    rows.push({ span, depth, linked: false });
    linked.filter(other => other.links.some(link => link.traceId === traceId && link.spanId === span.spanId))
      .forEach(other => rows.push({ span: other, depth: depth + 1, linked: true }));
    spans.filter(other => other.parentId === span.spanId).forEach(child => add(child, depth + 1));
  };
  spans.filter(span => !known.has(span.parentId)).forEach(span => add(span, 0));
  return rows;
}

function row({ span, depth, linked }, begin, length) {
  const name = element('td', {}, span.name);
  name.style.paddingLeft = `${depth * 14}px`;
  const bar = element('div', { className: 'bar-of', title: millis(span.durationMicros) });
  bar.style.left = `${Math.min(99, (Date.parse(span.start) - begin) / length * 100)}%`;
  bar.style.width = `${Math.min(100, span.durationMicros / 1000 / length * 100)}%`;
  const made = element('tr', { tabIndex: 0, className: `${linked ? 'linked' : ''} ${span.failed ? 'failed' : ''}` },
    name, element('td', {}, short(span.service)), element('td', {}, element('div', { className: 'lane' }, bar)));
  made.onclick = () => details(span);
  made.onkeydown = event => { if (event.key === 'Enter') details(span); };
  return made;
}

function details(span) {
  byId('details').hidden = false;
  byId('details').textContent = JSON.stringify(span, null, 2);
}

async function open(id) {
  chosen = id;
  history.replaceState(null, '', `?id=${encodeURIComponent(id)}`);
  const answer = await fetch(`api/traces/${encodeURIComponent(id)}`);
  byId('trace').hidden = !answer.ok;
  byId('nothing').hidden = answer.ok;
  if (!answer.ok) return;
  const trace = await answer.json();
  const rows = inOrder(trace);
  const begin = Math.min(...rows.map(({ span }) => Date.parse(span.start)));
  const end = Math.max(...rows.map(({ span }) => Date.parse(span.start) + span.durationMicros / 1000));
  byId('name').textContent = trace.spans[0].name;
  byId('about').textContent = `${trace.traceId} · ${clock(trace.spans[0].start)} · ${millis((end - begin) * 1000)}`;
  byId('scale').textContent = `시간 (0 – ${millis((end - begin) * 1000)})`;
  byId('spans').replaceChildren(...rows.map(each => row(each, begin, Math.max(1, end - begin))));
  byId('details').hidden = true;
}

async function refresh() {
  list(await (await fetch('api/traces?limit=200')).json());
}

byId('empty').onclick = async () => {
  await fetch('api/traces', { method: 'DELETE' });
  byId('trace').hidden = true;
  byId('nothing').hidden = false;
  await refresh();
};

await refresh();
if (chosen) await open(chosen);
setInterval(refresh, 3000);
