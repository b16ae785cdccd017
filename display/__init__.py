"""Screens and loudspeakers of a hall. Knows nothing of the server: it is handed what to show."""
