"""What gunicorn loads."""

from __future__ import annotations

from queue_server.app import create_app, start
from queue_server.config import read_config

application = create_app(read_config())
start(application)
