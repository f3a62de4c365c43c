"""Start the fork server: `python -m autograder.run.candidate FD USER WARM`.

FD is its end of the control socket; USER the number of the user to become, 0 to stay what it is; WARM the modules to
load and the cells to rehearse, in JSON.
"""

from __future__ import annotations

import json
import socket
import sys

from autograder.run.candidate.namespaces import leave_root

if __name__ == "__main__":
    if int(sys.argv[2]):
        leave_root(int(sys.argv[2]))  # before anything large is imported

    from autograder.run.candidate.server import main

    main(socket.socket(fileno=int(sys.argv[1])), **json.loads(sys.argv[3]))
