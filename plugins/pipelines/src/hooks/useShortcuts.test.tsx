import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useShortcuts } from './useShortcuts';

const Page = (props: { onJ: () => void; isOn?: boolean }) => {
  useShortcuts({ j: props.onJ }, props.isOn ?? true);
  return <input aria-label="field" />;
};

describe('useShortcuts', () => {
  it('calls what a key stands for, but not from a field or with Ctrl', async () => {
    const onJ = jest.fn();
    const user = userEvent.setup();
    const { getByRole } = render(<Page onJ={onJ} />);
    await user.keyboard('j');
    expect(onJ).toHaveBeenCalledTimes(1);
    await user.keyboard('{Control>}j{/Control}');
    await user.keyboard('x');
    await user.click(getByRole('textbox'));
    await user.keyboard('j');
    expect(onJ).toHaveBeenCalledTimes(1);
  });

  it('can be turned off', async () => {
    const onJ = jest.fn();
    render(<Page onJ={onJ} isOn={false} />);
    await userEvent.setup().keyboard('j');
    expect(onJ).not.toHaveBeenCalled();
  });
});
