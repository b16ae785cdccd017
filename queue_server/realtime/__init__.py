"""News by socket: a closed list of events, rooms that are joined, and a publisher."""
