import { describe, expect, test } from 'vitest';
import { attachmentHeader, fileName, plainFileName, sizeText } from '#app/domain/file.ts';

describe('the name of a file', () => {
  test.each([
    ['Contract.pdf', 'Contract.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\Dana\\Offer.pdf', 'Offer.pdf'],
    ['cod\u202efdp.exe', 'codfdp.exe'],
    ['a\r\nSet-Cookie: x.pdf', 'aSet-Cookie x.pdf'],
    ['...', 'File'],
    ['', 'File'],
    ['Größe 1.pdf', 'Größe 1.pdf'],
    [`${'x'.repeat(400)}.pdf`, `${'x'.repeat(120)}.pdf`],
  ])('%j is %j', (given, plain) => {
    expect(plainFileName(given)).toBe(plain);
  });

  test('ends as what it is', () => {
    expect(fileName('photo.JPEG', 'image/jpeg')).toBe('photo.JPEG');
    expect(fileName('macro.docm', 'application/pdf')).toBe('macro.docm.pdf');
    expect(fileName('', 'image/png')).toBe('File.png');
  });

  test('stands in a header as itself', () => {
    expect(attachmentHeader(`Übung "1" (a)'.pdf`)).toBe(
      `attachment; filename="_bung _1_ (a)'.pdf"; filename*=UTF-8''%C3%9Cbung%20%221%22%20%28a%29%27.pdf`,
    );
  });
});

test('a size is told in what people say', () => {
  expect([1, 2048, 5_600_000].map(sizeText)).toEqual(['1 kB', '2 kB', '5.3 MB']);
});
