"""What gunicorn loads."""

from __future__ import annotations

import sys

from queue_server.app import create_app, start
from queue_server.config import read_config

# A transaction gives the interpreter up at each of its statements, and with the default of 5 ms waits
# that long to get it back from whoever draws a slip or parses a request.
sys.setswitchinterval(0.0005)

application = create_app(read_config())
start(application)
