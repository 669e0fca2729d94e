// Shows what each phone got, as KakaoTalk would. Every value goes in as text, never as HTML; only web links can be tapped.

const chat = document.getElementById('chat');
const phones = document.getElementById('phones');
const search = document.getElementById('search');
const seoul = { timeZone: 'Asia/Seoul' };
let chosen = new URLSearchParams(location.search).get('to');
let shownList = '';
let shownChat = '';

function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

const clock = at => new Intl.DateTimeFormat('ko-KR', { ...seoul, hour: 'numeric', minute: '2-digit' }).format(new Date(at));
const day = at => new Intl.DateTimeFormat('ko-KR', { ...seoul, dateStyle: 'full' }).format(new Date(at));
const shortDay = at => new Intl.DateTimeFormat('ko-KR', { ...seoul, month: 'long', day: 'numeric' }).format(new Date(at));
const won = amount => Number(amount).toLocaleString('ko-KR') + '원';
const dashed = number => number.replace(/^(\d{3})(\d{3,4})(\d{4})$/, '$1-$2-$3');
const isWeb = url => /^https?:\/\//.test(url ?? '');

/** A link when it leads to the web; else the same thing without one. */
function link(url, properties, ...children) {
  return isWeb(url)
    ? element('a', { ...properties, href: url, target: '_blank', rel: 'noopener noreferrer' }, ...children)
    : element('span', properties, ...children);
}

function linked(text) {
  const parts = text.split(/(https?:\/\/[^\s<>"']+)/);
  return parts.map((part, index) => index % 2 ? link(part, {}, part) : part);
}

function picture(url, target, ...over) {
  const gone = () => element('span', { className: 'gone' }, '이미지를 표시할 수 없습니다');
  const uploaded = /\/images\/\d+\.(jpg|png)$/.exec(url ?? '');
  const image = uploaded ? element('img', { src: uploaded[0], alt: '', loading: 'lazy' }) : gone();
  image.onerror = () => image.replaceWith(gone());
  return link(target, { className: 'picture' }, image, ...over);
}

function video(it) {
  const play = element('span', { className: 'play' }, '▶');
  return it.thumbnailUrl ? picture(it.thumbnailUrl, it.videoUrl, play) : link(it.videoUrl, { className: 'picture video' }, play);
}

function price(commerce, more) {
  const discounted = commerce.discountPrice !== null && commerce.discountPrice !== undefined;
  const cut = commerce.discountRate ? commerce.discountRate + '%'
    : commerce.discountFixed ? won(commerce.discountFixed) + ' 할인' : null;
  return element('div', { className: 'price' },
    element('h3', {}, commerce.title),
    discounted && cut ? element('span', { className: 'cut' }, cut) : null,
    element('span', { className: 'now' }, won(discounted ? commerce.discountPrice : commerce.regularPrice)),
    discounted ? element('del', {}, won(commerce.regularPrice)) : null,
    more ? element('p', { className: 'more' }, more) : null);
}

function coupon(it) {
  return it ? link(it.linkMo, { className: 'coupon' },
    element('span', {}, element('b', {}, it.title), element('small', {}, it.description)),
    element('i', {}, '↓')) : null;
}

function buttons(list, beside, friend) {
  const shown = (list ?? []).filter(button => !(button.type === 'AC' && friend));
  if (!shown.length) return null;
  return element('div', { className: 'buttons' + (beside ? ' beside' : '') },
    ...shown.map(button => link(button.linkMo, { className: button.type === 'AC' ? 'add' : '' }, button.name)));
}

const text = it => it ? element('p', { className: 'text' }, ...linked(it)) : null;
const headline = it => it ? element('p', { className: 'headline' }, it) : null;

function item(it) {
  return element('li', {}, link(it.linkMo, {},
    ...(it.first ? [picture(it.imageUrl), element('span', {}, it.title ?? '')]
      : [element('span', {}, it.title ?? ''), picture(it.imageUrl)])));
}

function body(message) {
  switch (message.chatBubbleType) {
    case 'WIDE_ITEM_LIST':
      return [headline(message.header), element('ul', { className: 'items' },
        ...message.item.list.map((it, index) => item({ ...it, first: index === 0 })))];
    case 'PREMIUM_VIDEO':
      return [video(message.video),
        headline(message.header), text(message.content)];
    case 'COMMERCE':
      return [picture(message.image.imageUrl, message.image.imageLink), price(message.commerce, message.additionalContent)];
    default:
      return [message.image ? picture(message.image.imageUrl, message.image.imageLink) : null, text(message.content)];
  }
}

function optOut(message) {
  const call = element('button', { type: 'button', title: '080 번호로 전화한 것처럼 알립니다' }, '080 수신거부');
  call.onclick = async () => {
    await fetch('api/control/opt-outs', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ to: message.to }) });
    call.replaceWith('접수되었습니다');
  };
  return element('p', { className: 'opt-out' }, message.optOut, call);
}

function carousel(message) {
  const { head, list, tail } = message.carousel;
  return element('div', { className: 'cards' },
    head ? element('div', { className: 'bubble' }, picture(head.imageUrl, head.linkMo), headline(head.header), text(head.content)) : null,
    ...list.map(card => element('div', { className: 'bubble' },
      picture(card.imageUrl, card.imageLink),
      card.commerce ? price(card.commerce, card.additionalContent) : null,
      headline(card.header), text(card.message), coupon(card.coupon), buttons(card.buttons, true, message.friend))),
    tail ? link(tail.linkMo, { className: 'tail' }, '더보기 ›') : null);
}

function bubble(message) {
  const stacked = message.chatBubbleType === 'TEXT' || message.chatBubbleType === 'IMAGE';
  return element('div', { className: 'bubble' }, ...body(message),
    coupon(message.coupon), buttons(message.buttons, !stacked, message.friend), optOut(message));
}

const face = name => element('div', { className: 'face', 'aria-hidden': 'true' }, [...name][0] ?? '톡');

function show(message) {
  const time = element('time', { dateTime: message.receivedAt }, clock(message.receivedAt));
  const row = message.carousel
    ? element('div', { className: 'row' }, carousel(message), optOut(message), time)
    : element('div', { className: 'row' }, bubble(message), time);
  return element('article', { className: 'message' + (message.carousel ? ' carousel' : '') },
    face(message.profileName), element('div', { className: 'name' }, message.from),
    element('div', {}, row,
      message.afterOptOut ? element('span', { className: 'warning' }, '수신거부 뒤에 발송된 메시지입니다') : null));
}

function summary(message) {
  return message.content ?? message.header ?? message.commerce?.title ?? message.carousel?.list[0].header
    ?? message.carousel?.list[0].commerce?.title ?? message.chatBubbleType;
}

function listPhones(items) {
  phones.replaceChildren(...items.map(phone => {
    const choose = element('button', { type: 'button', 'aria-current': String(phone.number === chosen) },
      face(phone.newest.profileName),
      element('span', { className: 'who' }, dashed(phone.number)),
      element('time', {}, day(phone.newest.receivedAt) === day(Date.now()) ? clock(phone.newest.receivedAt) : shortDay(phone.newest.receivedAt)),
      element('span', { className: 'last' }, summary(phone.newest)),
      element('span', { className: 'count' }, String(phone.messages)));
    choose.onclick = () => { open(phone.number); };
    return element('li', {}, choose);
  }));
  if (!items.length) phones.append(element('li', { className: 'none' }, search.value ? '찾는 번호가 없습니다.' : '아직 받은 메시지가 없습니다.'));
}

function listMessages(items) {
  document.getElementById('channel').textContent = items[0]?.from ?? '카카오톡';
  document.getElementById('number').textContent = chosen ? dashed(chosen) : '';
  const entries = [];
  let last = '';
  for (const message of items.toReversed()) {
    if (day(message.receivedAt) !== last) entries.push(element('div', { className: 'day' }, last = day(message.receivedAt)));
    entries.push(show(message));
  }
  if (!entries.length) entries.push(element('p', { className: 'none' }, '메시지가 없습니다.'));
  chat.replaceChildren(element('div', { className: 'thread' }, ...entries));
}

function open(number) {
  chosen = number;
  document.body.classList.add('reading');
  history.replaceState(null, '', '?to=' + number);
  refresh();
}

async function refresh() {
  const list = await (await fetch('api/phones?limit=200&find=' + encodeURIComponent(search.value))).json();
  chosen ??= matchMedia('(min-width: 721px)').matches ? list.items[0]?.number : null;
  const listText = JSON.stringify([list, chosen, search.value]);
  if (listText !== shownList) listPhones(list.items);
  shownList = listText;
  const messages = chosen ? (await (await fetch('api/messages?limit=100&to=' + encodeURIComponent(chosen))).json()).items : [];
  const chatText = JSON.stringify([messages, chosen]);
  if (chatText !== shownChat) listMessages(messages);
  shownChat = chatText;
}

document.getElementById('empty').onclick = async () => {
  if (!confirm('모든 휴대전화의 메시지를 지울까요?')) return;
  await fetch('api/messages', { method: 'DELETE' });
  refresh();
};
document.getElementById('back').onclick = () => document.body.classList.remove('reading');
search.oninput = refresh;
if (chosen) document.body.classList.add('reading');

const beat = () => refresh().catch(() => {}).finally(() => setTimeout(beat, document.hidden ? 5000 : 1500));
beat();
