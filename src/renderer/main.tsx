// Entry of the window: asks main for the desk, paints it once, then says that the clerk can work.
import { createRoot } from 'react-dom/client';
import { Boundary } from './desk/boundary';
import { Desk } from './desk/desk';
import { StartFailure } from './desk/start-failure';
import { connectDesk } from './state/connect';
import './styles/tokens.css';
import './styles/base.css';
import './styles/desk.css';
import './styles/person.css';
import './styles/matter.css';
import './styles/evidence.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

// Main names what kept it from starting; there is no desk to connect to then.
const failure = new URLSearchParams(window.location.search).get('failure');

createRoot(root).render(<Boundary>{failure === null ? <Desk /> : <StartFailure code={failure} />}</Boundary>);
if (failure === null) connectDesk(window.terminal);
