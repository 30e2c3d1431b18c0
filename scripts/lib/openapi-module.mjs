/*
 * Turns an OpenAPI file into the TypeScript module that the backend validates requests with, so that the YAML is the only truth.
 */
import { parse } from 'yaml';

/** The text of the module for the text of an OpenAPI file. */
export function openApiModule(yaml) {
  return [
    '/* Generated from openapi.yaml by `npm run generate`. Do not edit: a test compares the two. */',
    '/* eslint-disable */',
    '',
    '/** The API as its OpenAPI file says. @internal */',
    `export const spec = ${JSON.stringify(parse(yaml), null, 2)};`,
    '',
  ].join('\n');
}
