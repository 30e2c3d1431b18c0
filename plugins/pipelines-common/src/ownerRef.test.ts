import { completeOwnerRef } from './ownerRef';

describe('completeOwnerRef', () => {
  it.each([
    ['a name is a group', 'Platform', 'group:default/platform'],
    ['a namespace is kept', 'finance/close', 'group:finance/close'],
    ['a user stays one', 'user:Ada', 'user:default/ada'],
    ['a full ref is only lowered', 'Group:Default/X', 'group:default/x'],
  ])('%s', (_, value, complete) => {
    expect(completeOwnerRef(value, 'some.key')).toBe(complete);
  });

  it.each([
    [
      'group:',
      "some.key is 'group:', which is not an entity ref such as group:default/data-engineers",
    ],
    [
      '',
      "some.key is '', which is not an entity ref such as group:default/data-engineers",
    ],
    [
      'component:default/orders',
      "some.key is 'component:default/orders', but must be a group or a user",
    ],
    [
      'groups:default/orders',
      "some.key is 'groups:default/orders', but must be a group or a user",
    ],
  ])('refuses %j and names the key', (value, message) => {
    expect(() => completeOwnerRef(value, 'some.key')).toThrow(
      expect.objectContaining({ name: 'InputError', message }),
    );
  });
});
