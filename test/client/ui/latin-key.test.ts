import assert from 'node:assert/strict';
import { latinKey } from '../../../client/webview/ui/latin-key.js';

const pressed = (key: string, code: string, shiftKey = false): string => latinKey({ key, code, shiftKey });

describe('keys of the preview', () => {
  it('mean the same with a Korean input method', () => {
    assert.deepEqual([pressed('ㅣ', 'KeyL'), pressed('Process', 'KeyL'), pressed('ㅣ', 'KeyL', true)], ['l', 'l', 'L']);
    assert.deepEqual([pressed('Process', 'Slash', true), pressed('Process', 'Slash'), pressed('Process', 'Space'), pressed('Process', 'Digit0'), pressed('Process', 'BracketRight')], ['?', '/', ' ', '0', ']']);
    assert.equal(pressed('с', 'KeyC'), 'c'); // Cyrillic
  });

  it('are what they say on keyboards with Latin letters, wherever those stand', () => {
    assert.deepEqual([pressed('a', 'KeyQ'), pressed('?', 'Comma', true), pressed('z', 'KeyY'), pressed('Enter', 'Enter'), pressed('ArrowUp', 'ArrowUp'), pressed('F2', 'F2')], ['a', '?', 'z', 'Enter', 'ArrowUp', 'F2']);
  });

  it('that have no place there stay as they are', () => {
    assert.deepEqual([pressed('Process', 'Lang1'), pressed('¥', 'IntlYen'), pressed('Unidentified', '')], ['Process', '¥', 'Unidentified']);
  });
});
