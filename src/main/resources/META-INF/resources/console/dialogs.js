// Questions before something is done. <dialog> keeps the focus inside and gives it back.
import {el} from './dom.js';
import {forMinutes, t} from './i18n.js';

const SPANS = [15, 60, 240, 480];

function dialog(title, why, fields, done, onSubmit) {
  const node = el('dialog', {'aria-labelledby': 'dialog-title', 'aria-describedby': 'dialog-why'});
  const form = el('form', {method: 'dialog'},
    el('h2', {id: 'dialog-title'}, title), el('p', {id: 'dialog-why'}, why), ...fields,
    el('div', {class: 'acts'},
      el('button', {type: 'button', onclick: () => node.close()}, t('cancel')),
      el('button', {type: 'submit', class: 'primary'}, done)));
  form.addEventListener('submit', event => {
    event.preventDefault();
    const values = new FormData(form);
    node.close();
    onSubmit(values);
  });
  node.addEventListener('close', () => node.remove());
  node.append(form);
  document.body.append(node);
  node.showModal();
}

export function askMute(name, onDone) {
  const spans = SPANS.map((minutes, i) => el('label', {class: 'pill'},
    el('input', {type: 'radio', name: 'minutes', value: minutes, checked: i === 0}), el('span', {}, forMinutes(minutes))));
  const reason = el('input', {name: 'reason', required: true, minlength: 3, maxlength: 300, autocomplete: 'off',
    dir: 'auto', placeholder: t('reasonHint')});
  dialog(t('muteTitle', {name}), t('muteWhy'), [
    el('fieldset', {}, el('legend', {}, t('forHowLong')), el('div', {class: 'pills'}, ...spans)),
    el('label', {class: 'field'}, el('span', {}, t('reason')), reason),
  ], t('doMute'), values => onDone(Number(values.get('minutes')), values.get('reason').trim()));
  reason.focus();
}

export function askTest(name, onDone) {
  dialog(t('testTitle', {name}), t('testWhy'), [], t('doTest'), onDone);
}
