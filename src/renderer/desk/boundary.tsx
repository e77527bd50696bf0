// When drawing fails: never a blank window. What is recorded is safe in main; the screen starts again from it.
import { Component } from 'react';
import type { ReactNode } from 'react';
import { reloadDesk } from '../state/connect';
import { setScreen } from '../state/store';
import { INITIAL_SCREEN } from '../state/screen-state';

interface Props {
  readonly children: ReactNode;
}

export class Boundary extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <div className="opening" role="alert" data-testid="screen-broken">
        <h1>这一屏没有画出来</h1>
        <p>办件已经保存，没有丢失。请按回车重新打开工作台；再次出现请重启终端。(SCREEN_BROKEN)</p>
        <button type="button" className="button primary" autoFocus onClick={this.again}>
          重新打开 <kbd>Enter</kbd>
        </button>
      </div>
    );
  }

  private readonly again = (): void => {
    setScreen(INITIAL_SCREEN);
    void reloadDesk(window.terminal).then(() => this.setState({ broken: false }));
  };
}
