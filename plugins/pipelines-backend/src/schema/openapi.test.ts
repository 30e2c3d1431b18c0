import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { spec } from './generated/openapi';

describe('the generated OpenAPI module', () => {
  it('says what the OpenAPI file says; run `npm run generate` if not', () => {
    const file = path.join(__dirname, 'openapi.yaml');
    expect(spec).toEqual(parse(readFileSync(file, 'utf8')));
  });
});
