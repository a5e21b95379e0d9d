import { expect, test } from 'vitest';
import { pictureTypeOf } from '#app/domain/picture.ts';

const bytes = (text: string) => Uint8Array.from([...text].map((letter) => letter.charCodeAt(0)));

test('a picture is known by its first bytes', () => {
  expect(pictureTypeOf(bytes('\x89PNG\r\n\x1a\n and the rest'))).toBe('image/png');
  expect(pictureTypeOf(bytes('\xff\xd8\xff\xe0 and the rest'))).toBe('image/jpeg');
  expect(pictureTypeOf(bytes('RIFF\x10\x00\x00\x00WEBPVP8 '))).toBe('image/webp');
});

test('nothing else is one, whatever it is called or begins like', () => {
  for (const text of [
    '',
    '\x89PNG',
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    '<html>\x89PNG\r\n\x1a\n',
    'GIF89a',
    'RIFF\x10\x00\x00\x00WAVE',
    '%PDF-1.7',
  ])
    expect(pictureTypeOf(bytes(text)), text).toBeNull();
});
