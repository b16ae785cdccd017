"""The pictures of `docs/screens/`, from a sample hall in the middle of a morning: `make screenshots`."""
