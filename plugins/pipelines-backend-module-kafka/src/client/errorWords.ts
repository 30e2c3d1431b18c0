/**
 * Error codes of the protocol (https://kafka.apache.org/protocol#protocol_error_codes) that a sweep can meet, as a reason that reads on
 * from what it is about.
 */
const WORDS: Readonly<Record<number, string>> = {
  1: 'what was asked for is no longer in the log',
  3: 'the topic was deleted, or may not be described',
  5: 'the partition has no leader now',
  6: 'its leader moved',
  7: 'the broker took too long',
  9: 'its leader moved',
  13: 'the broker was disconnected',
  14: 'its coordinator is loading',
  15: 'it has no coordinator now',
  16: 'its coordinator moved',
  29: 'not authorised to describe the topic (ACL: Describe on Topic)',
  30: 'not authorised to describe the group (ACL: Describe on Group)',
  31: 'not authorised to list groups (ACL: Describe on Cluster)',
  35: 'the broker is too old for this request (Apache Kafka 3.0 or newer is needed)',
  58: 'the login was refused',
  69: 'the group was deleted meanwhile',
  74: 'its leader moved',
  75: 'its leader moved',
  78: 'the offset is not known yet to its new leader',
};

/** What an error code means. @internal */
export function errorWords(code: number): string {
  return WORDS[code] ?? `the broker answered error ${code}`;
}
