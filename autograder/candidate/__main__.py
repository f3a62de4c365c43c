"""Start the fork server: `python -m autograder.candidate FD MODULE…`, FD being its end of the control socket."""

from __future__ import annotations

import socket
import sys

from autograder.candidate.server import main

if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])), sys.argv[2:])
