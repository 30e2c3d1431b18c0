import { z } from 'zod';

/*
 * How Snowflake's values come: numbers as text, because NUMBER(38,0) holds more than 2^53, and instants as milliseconds since 1970, because
 * that is one thing for timestamps with a zone, without one and of the session, whatever formats the account is set to.
 */

const INTEGER = /^-?\d+$/;
const DECIMAL = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;
/** What a Date can hold, in milliseconds from 1970. */
const LAST_INSTANT = 8_640_000_000_000_000n;

const numeric = z.union([z.string(), z.number()]).transform(String);

/** An integer of any size; null stays null. @internal */
export const integer = numeric
  .refine(text => INTEGER.test(text), 'is not a whole number')
  .transform(text => BigInt(text))
  .nullable();

/** A number with a fraction, such as credits. @internal */
export const decimal = numeric
  .refine(text => DECIMAL.test(text), 'is not a number')
  .transform(Number);

/** Milliseconds since 1970 as a Date; null stays null, and so is what no Date can hold. @internal */
export const instant = numeric
  .refine(text => DECIMAL.test(text), 'is not a number of milliseconds')
  .transform(text => {
    const milliseconds = INTEGER.test(text)
      ? BigInt(text)
      : BigInt(Math.trunc(Number(text)));
    const isDate =
      milliseconds <= LAST_INSTANT && milliseconds >= -LAST_INSTANT;
    return isDate ? new Date(Number(milliseconds)) : null;
  })
  .nullable();

/** An instant that has to be there. @internal */
export const certainInstant = instant.transform((date, context) => {
  if (date) return date;
  context.addIssue({ code: 'custom', message: 'is missing' });
  return z.NEVER;
});
