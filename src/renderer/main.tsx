// Entry of the window: asks main for the desk, paints it once, then says that the clerk can work.
import { createRoot } from 'react-dom/client';
import { Boundary } from './desk/boundary';
import { Desk } from './desk/desk';
import { connectDesk } from './state/connect';
import './styles/tokens.css';
import './styles/base.css';
import './styles/desk.css';
import './styles/person.css';
import './styles/matter.css';
import './styles/evidence.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

createRoot(root).render(
  <Boundary>
    <Desk />
  </Boundary>,
);
connectDesk(window.terminal);
