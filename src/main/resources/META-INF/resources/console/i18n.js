// In which language the page speaks, and how it writes numbers and times in it.
import {SERVICE, WORDS} from './words.js';

const KEPT = 'vigil-language';
let language = localStorage.getItem(KEPT) ?? (navigator.language.startsWith('ar') ? 'ar' : 'en');

/** Arabic with the digits that the cameras and reports use. */
const locale = () => language === 'ar' ? 'ar-u-nu-latn' : 'en-GB';

export function applyLanguage() {
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
}

export function otherLanguage() {
  language = WORDS[language].languageOf;
  localStorage.setItem(KEPT, language);
  applyLanguage();
}

/** The words of that key, with what is in braces filled in; n chooses the plural. */
export function t(key, values = {}) {
  let words = WORDS[language][key] ?? WORDS.en[key] ?? key;
  if (typeof words === 'object') {
    const n = Number(values.n);
    words = (n === 0 && words.zero) || words[new Intl.PluralRules(language).select(n)] || words.other;
  }
  return words.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

/** What the service says in English, as far as it can be said in this language. */
export function said(english) {
  if (!english || language === 'en') return english ?? '';
  const motion = /^violent motion, (\d+) samples in ([\d.]+) s, (.*)$/.exec(english);
  if (motion) {
    const people = {nobody: 0, 'one person': 1, 'two people': 2, 'three people': 3}[motion[3]] ?? parseInt(motion[3], 10);
    return `حركة عنيفة، ${motion[1]} عينات في ${motion[2]} ث، ${t('people', {n: people})}`;
  }
  return SERVICE[language][english] ?? english;
}

export const number = (value, digits = 0) => new Intl.NumberFormat(locale(),
  {minimumFractionDigits: digits, maximumFractionDigits: digits,
    signDisplay: 'negative'}).format(value);

export const clock = instant => new Intl.DateTimeFormat(locale(),
  {hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23'}).format(new Date(instant));

export const shortClock = instant => new Intl.DateTimeFormat(locale(),
  {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'}).format(new Date(instant));

/** The time, and the day where it is another one than today. */
export const moment = instant => new Date(instant).toDateString() === new Date().toDateString() ? clock(instant)
  : `${new Intl.DateTimeFormat(locale(), {day: 'numeric', month: 'short'}).format(new Date(instant))}, ${clock(instant)}`;

export const list = names => new Intl.ListFormat(locale(), {type: 'conjunction'}).format(names);

export function span(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  return seconds < 60 ? t('sec', {n: number(seconds)})
    : t('min', {m: number(Math.floor(seconds / 60)), s: number(seconds % 60)});
}

export const forMinutes = minutes => minutes % 60 === 0 ? t('hours', {n: minutes / 60}) : t('minutes', {n: minutes});
