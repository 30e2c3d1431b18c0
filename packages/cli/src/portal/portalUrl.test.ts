import { portalUrl } from './portalUrl';

describe('portalUrl', () => {
  it.each([
    ['https://sluice.example', 'https://sluice.example', false],
    ['https://sluice.example/api/pipelines/', 'https://sluice.example', false],
    ['https://example.com/portal/', 'https://example.com/portal', false],
    ['http://localhost:7007', 'http://localhost:7007', false],
    ['http://sluice.example', 'http://sluice.example', true],
  ])('%s', (url, expected, isOpen) => {
    expect(portalUrl({ url }, {})).toEqual({ url: expected, isOpen });
    expect(portalUrl({}, { SLUICE_URL: url }).url).toBe(expected);
  });

  it.each([
    [undefined, 'SLUICE_URL'],
    ['sluice', 'is no URL'],
    ['ftp://sluice.example', 'https://'],
    ['https://me:secret@sluice.example', 'has a login in it'],
  ])('refuses %s', (url, says) => {
    expect(() => portalUrl({ url }, {})).toThrow(says);
    expect(() => portalUrl({ url }, {})).not.toThrow('secret');
  });
});
